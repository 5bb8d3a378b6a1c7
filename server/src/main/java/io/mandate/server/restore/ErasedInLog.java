package io.mandate.server.restore;

import io.mandate.command.gate.BulkOutcome;
import io.mandate.command.gate.ChangeRequest;
import io.mandate.command.gate.CommandGate;
import io.mandate.command.gate.ItemOutcome;
import io.mandate.command.tenant.TenantChange.OffboardTenant;
import io.mandate.command.user.DeleteUser;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.server.operator.OperatorBootstrap;
import io.mandate.store.ledger.Reapplied;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Erases in the log who lives on in it, by ordinary commands of Mandate itself. That it is done is noted
/// in the transaction that does it, so that what is interrupted goes on where it was.
final class ErasedInLog {
    private static final Logger LOG = LoggerFactory.getLogger(ErasedInLog.class);
    /// So many persons of a tenant are one commit: long enough that its `fsync` counts little, and far from
    /// the longest that a statement may take.
    private static final int TOGETHER = 500;
    /// It is told how far it is each time that so many were tried.
    private static final int TELL = 5_000;

    private static final Set<RejectionCode> GONE = Set.of(
            RejectionCode.USER_DELETED,
            RejectionCode.USER_NOT_FOUND,
            RejectionCode.TENANT_OFFBOARDED,
            RejectionCode.TENANT_NOT_FOUND);

    private final CommandGate gate;
    private final JdbcClient database;

    ErasedInLog(CommandGate gate, JdbcClient database) {
        this.gate = gate;
        this.database = database;
    }

    /// Erases as many at once as belong together.
    ///
    /// @param living in the order of their tenants
    /// @return who has to be erased alone: a tenant as a whole, and who could not be with others
    List<Reapplied> together(List<Reapplied> living) {
        List<Reapplied> left = new ArrayList<>(
                living.stream().filter(one -> one.user() == null).toList());
        Set<TenantId> ending = left.stream().map(Reapplied::tenant).collect(Collectors.toSet());
        // Those of a tenant that ends go with it.
        List<Reapplied> persons =
                living.stream().filter(one -> !ending.contains(one.tenant())).toList();
        int erased = 0;
        for (int from = 0; from < persons.size(); ) {
            List<Reapplied> batch = persons.subList(from, end(persons, from));
            List<Reapplied> alone = left(batch);
            left.addAll(alone);
            from += batch.size();
            int before = erased;
            erased += batch.size() - alone.size();
            if (erased / TELL > before / TELL) {
                LOG.info(
                        "Erased in the log, too, who is in the erasure ledger: {} of {} persons",
                        erased,
                        persons.size());
            }
        }
        return left;
    }

    /// Where those end that belong together with the one at that place.
    private static int end(List<Reapplied> persons, int from) {
        int end = from + 1;
        while (end < persons.size()
                && end - from < TOGETHER
                && persons.get(end).tenant().equals(persons.get(from).tenant())) {
            end++;
        }
        return end;
    }

    private List<Reapplied> left(List<Reapplied> persons) {
        List<DeleteUser> deletions = persons.stream().map(ErasedInLog::deletion).toList();
        try {
            BulkOutcome outcome = gate.executeEach(
                    request(), deletions, outcomes -> Reapplied.done(database, erased(persons, outcomes)));
            Set<Reapplied> erased = Set.copyOf(erased(persons, outcome.items()));
            return persons.stream().filter(one -> !erased.contains(one)).toList();
        } catch (RuntimeException e) {
            // Whom of them it is about shows one by one, and is told there.
            LOG.debug("They are erased one by one: {}", persons, e);
            return persons;
        }
    }

    private static List<Reapplied> erased(List<Reapplied> persons, List<ItemOutcome> outcomes) {
        return outcomes.stream()
                .filter(item -> item.rejection() == null || gone(item.rejection()))
                .map(item -> persons.get(item.index()))
                .toList();
    }

    /// Erases one, a person or a tenant.
    ///
    /// @throws RuntimeException if that fails
    void alone(Reapplied one) {
        boolean whole = one.user() == null;
        try {
            gate.execute(request(), List.of(whole ? new OffboardTenant(one.tenant(), null) : deletion(one)));
        } catch (RejectedException e) {
            if (!gone(e.rejection())) {
                throw e;
            }
        }
        if (whole) {
            Reapplied.done(database, one.tenant());
        } else {
            Reapplied.done(database, List.of(one));
        }
    }

    private static DeleteUser deletion(Reapplied one) {
        UserId person = one.user();
        if (person == null) {
            throw new IllegalArgumentException(one + " is no person");
        }
        return new DeleteUser(one.tenant(), person, null);
    }

    private static boolean gone(Rejection rejection) {
        return GONE.contains(rejection.code());
    }

    private static ChangeRequest request() {
        return OperatorBootstrap.request("erasure ledger");
    }
}
