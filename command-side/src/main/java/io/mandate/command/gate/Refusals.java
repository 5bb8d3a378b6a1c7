package io.mandate.command.gate;

import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.Actor;
import io.mandate.events.values.TenantId;
import io.mandate.live.Wording;
import io.mandate.live.identity.Caller;
import io.mandate.store.append.TenantRegistry;
import io.mandate.store.journal.AccessJournal;
import io.mandate.store.journal.JournalEntry;
import java.util.List;
import org.springframework.stereotype.Component;

/// Puts refusals into the access journal, counted, after their transaction is gone; then gives people and things their
/// names. No journal row, no answer.
@Component
class Refusals {
    private final AccessJournal journal;
    private final TenantRegistry tenants;
    private final DeletedProfiles deleted;
    private final TakenCodes codes;
    private final NamesOfUsers names;
    private final Wording wording;

    Refusals(
            AccessJournal journal,
            TenantRegistry tenants,
            DeletedProfiles deleted,
            TakenCodes codes,
            NamesOfUsers names,
            Wording wording) {
        this.journal = journal;
        this.tenants = tenants;
        this.deleted = deleted;
        this.codes = codes;
        this.names = names;
        this.wording = wording;
    }

    Rejection recorded(ChangeRequest request, TenantId tenant, Rejection rejection) {
        record(request.caller(), tenant, rejection);
        return named(request, tenant, rejection);
    }

    /// For what was only tried: nothing is put on record.
    Rejection named(ChangeRequest request, TenantId tenant, Rejection rejection) {
        Caller caller = request.caller();
        Rejection told = codes.in(caller, tenant, deleted.in(caller, tenant, rejection));
        return inWords(caller, tenant, names.in(caller, tenant, told));
    }

    /// In the words of the catalog where the caller lives, by which it is decided what he may do. Of what there is in
    /// another tenant they do not speak, and its own are not for him.
    private Rejection inWords(Caller caller, TenantId tenant, Rejection rejection) {
        return caller.tenant().equals(tenant) || rejection.code() == RejectionCode.NOT_PERMITTED
                ? wording.of(caller.tenant()).apply(rejection)
                : rejection;
    }

    BulkOutcome recorded(ChangeRequest request, TenantId tenant, BulkOutcome outcome) {
        List<ItemOutcome> items = outcome.items().stream()
                .map(item -> item.rejection() == null
                        ? item
                        : new ItemOutcome(item.index(), false, recorded(request, tenant, item.rejection())))
                .toList();
        return new BulkOutcome(outcome.position(), items, outcome.warnings());
    }

    void record(Caller caller, TenantId tenant, Rejection rejection) {
        // Mandate itself is refused only while a store is being set up, before there is a journal to write to.
        if (caller.actor().kind() == Actor.Kind.SYSTEM) {
            return;
        }
        boolean there = caller.operator() && tenants.exists(tenant);
        journal.record(JournalEntry.refused(
                there ? tenant : caller.tenant(),
                caller.actor(),
                caller.token(),
                rejection.code().name()));
    }
}
