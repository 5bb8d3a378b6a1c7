package io.mandate.command.revert;

import io.mandate.access.catalog.Catalog;
import io.mandate.access.catalog.CatalogFold;
import io.mandate.command.catalog.CatalogCommand.UndoCatalog;
import io.mandate.command.gate.TenantCommand;
import io.mandate.command.licence.LicenceCommand.SetQuota;
import io.mandate.command.policy.ChangePolicy;
import io.mandate.command.profile.DeleteProfile;
import io.mandate.command.profile.ProfileTarget;
import io.mandate.command.profile.UndoProfile;
import io.mandate.command.record.ChangeRecord;
import io.mandate.command.record.RegisterRecord;
import io.mandate.command.record.RetireRecord;
import io.mandate.command.tenant.TenantChange.SetModuleAvailability;
import io.mandate.events.DomainEvent;
import io.mandate.events.RecordedEvent;
import io.mandate.events.catalog.CatalogEvent;
import io.mandate.events.licence.LicenceEvent;
import io.mandate.events.licence.LicenceEvent.QuotaExceeded;
import io.mandate.events.licence.LicenceEvent.QuotaRestored;
import io.mandate.events.licence.LicenceEvent.TierQuotaChanged;
import io.mandate.events.licence.QuotaMode;
import io.mandate.events.profile.ProfileEvent;
import io.mandate.events.profile.ProfileEvent.ProfileCreated;
import io.mandate.events.profile.ProfileEvent.ProfileDeleted;
import io.mandate.events.profile.ProfileEvent.ProfileRestored;
import io.mandate.events.record.RecordEvent;
import io.mandate.events.record.RecordEvent.RecordChanged;
import io.mandate.events.record.RecordEvent.RecordRegistered;
import io.mandate.events.record.RecordEvent.RecordRetired;
import io.mandate.events.tenant.TenantEvent;
import io.mandate.events.tenant.TenantEvent.DecisionRulesAdopted;
import io.mandate.events.tenant.TenantEvent.MasterKeyActivated;
import io.mandate.events.tenant.TenantEvent.MasterKeyDestroyed;
import io.mandate.events.tenant.TenantEvent.ModuleAvailabilityChanged;
import io.mandate.events.tenant.TenantEvent.ReasonRedacted;
import io.mandate.events.tenant.TenantEvent.TenantOffboarded;
import io.mandate.events.tenant.TenantEvent.TenantOffboardingOrdered;
import io.mandate.events.tenant.TenantEvent.TenantPolicyChanged;
import io.mandate.events.tenant.TenantEvent.TenantRegistered;
import io.mandate.events.token.TokenEvent;
import io.mandate.events.user.UserEvent;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.TierName;
import java.util.ArrayList;
import java.util.List;

/// The commands that take back what one commit did to one stream.
final class Opposite {
    private final TenantId tenant;
    private final List<RecordedEvent> before;

    private Opposite(TenantId tenant, List<RecordedEvent> before) {
        this.tenant = tenant;
        this.before = before;
    }

    /// @param before the stream's events before the commit, with personal text opened
    /// @param undone those of the commit, at least one
    /// @throws io.mandate.events.problem.RejectedException REVERT_IMPOSSIBLE, if one of them has no opposite
    static List<TenantCommand> of(TenantId tenant, List<RecordedEvent> before, List<RecordedEvent> undone) {
        Opposite opposite = new Opposite(tenant, before);
        List<DomainEvent> events = undone.stream().map(RecordedEvent::event).toList();
        return switch (events.getFirst()) {
            case ProfileEvent e ->
                profile(new ProfileTarget(tenant, e.profile(), null), as(ProfileEvent.class, events));
            case UserEvent _ -> UserOpposites.of(tenant, opposite.before(UserEvent.class), as(UserEvent.class, events));
            case CatalogEvent _ -> List.of(opposite.catalog(as(CatalogEvent.class, events)));
            case TenantEvent _, LicenceEvent _, RecordEvent _, TokenEvent _ -> opposite.each(events);
        };
    }

    /// Whether the opposite of such an event depends on what its stream says before.
    static boolean needsPast(DomainEvent event) {
        return event instanceof UserEvent || event instanceof CatalogEvent || event instanceof LicenceEvent;
    }

    private static List<TenantCommand> profile(ProfileTarget target, List<ProfileEvent> events) {
        if (events.getLast() instanceof ProfileDeleted deleted) {
            throw Irreversible.because(deleted, "the profile ended; its id is never used again");
        }
        if (events.getFirst() instanceof ProfileCreated) {
            return List.of(new DeleteProfile(target));
        }
        return events.stream().allMatch(ProfileRestored.class::isInstance)
                ? List.of()
                : List.of(new UndoProfile(target, events));
    }

    private TenantCommand catalog(List<CatalogEvent> undone) {
        CatalogFold fold = new CatalogFold(Catalog.EMPTY);
        before.forEach(event -> fold.fold((CatalogEvent) event.event(), event.seq()));
        return new UndoCatalog(tenant, fold.catalog(), undone);
    }

    private List<TenantCommand> each(List<DomainEvent> events) {
        List<TenantCommand> commands = new ArrayList<>();
        for (DomainEvent event : events.reversed()) {
            switch (event) {
                case TenantEvent e -> commands.add(of(e));
                case RecordEvent e -> commands.add(of(e));
                case TierQuotaChanged e -> commands.add(new SetQuota(tenant, e.tier(), e.from(), mode(e.tier())));
                case QuotaExceeded _, QuotaRestored _ -> {} // follow by themselves
                case TokenEvent e -> throw Irreversible.because(e, "issue or revoke tokens instead");
                case ProfileEvent _, UserEvent _, CatalogEvent _ ->
                    throw new IllegalStateException("a stream has events of one kind");
            }
        }
        return commands;
    }

    private TenantCommand of(TenantEvent event) {
        return switch (event) {
            case TenantPolicyChanged e -> new ChangePolicy(tenant, e.policy(), e.from(), null);
            case ModuleAvailabilityChanged e -> new SetModuleAvailability(tenant, e.module(), e.from());
            case TenantRegistered e -> throw Irreversible.because(e, "a tenant's history begins with it");
            case DecisionRulesAdopted e -> throw Irreversible.because(e, "rules are only ever followed by newer ones");
            case TenantOffboardingOrdered e -> throw Irreversible.because(e, "the tenant's key is destroyed");
            case TenantOffboarded e -> throw Irreversible.because(e, "the tenant's key is destroyed");
            case MasterKeyActivated e -> throw Irreversible.because(e, "an epoch is only ever followed by a newer one");
            case MasterKeyDestroyed e -> throw Irreversible.because(e, "what was destroyed is gone");
            case ReasonRedacted e -> throw Irreversible.because(e, "what was redacted is gone");
        };
    }

    private TenantCommand of(RecordEvent event) {
        return switch (event) {
            case RecordRegistered e -> new RetireRecord(tenant, e.resource(), e.record());
            case RecordChanged e -> new ChangeRecord(tenant, e.resource(), e.record(), e.from());
            case RecordRetired e -> new RegisterRecord(tenant, e.resource(), e.record(), e.last());
        };
    }

    private QuotaMode mode(TierName tier) {
        return before(TierQuotaChanged.class).stream()
                .filter(change -> change.tier().equals(tier))
                .reduce((first, second) -> second)
                .map(TierQuotaChanged::mode)
                .orElse(QuotaMode.SOFT);
    }

    private <E extends DomainEvent> List<E> before(Class<E> kind) {
        return before.stream()
                .map(RecordedEvent::event)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private static <E extends DomainEvent> List<E> as(Class<E> kind, List<DomainEvent> events) {
        return events.stream().map(kind::cast).toList();
    }
}
