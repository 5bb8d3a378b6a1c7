package io.mandate.command.invariants;

import io.mandate.access.AccessView;
import io.mandate.access.decision.PrincipalRecord;
import io.mandate.access.user.Cohort;
import io.mandate.events.DomainEvent;
import io.mandate.events.catalog.CatalogEvent;
import io.mandate.events.licence.LicenceEvent;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.profile.ProfileEvent;
import io.mandate.events.record.RecordEvent;
import io.mandate.events.tenant.TenantEvent;
import io.mandate.events.token.TokenEvent;
import io.mandate.events.token.TokenEvent.TokenIssued;
import io.mandate.events.token.TokenEvent.TokenRevoked;
import io.mandate.events.user.UserEvent;
import io.mandate.events.values.ProfileId;
import io.mandate.live.identity.IdentityProviders;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// An administrator who cannot come in manages nothing. For each [Stewardship], a tenant that has
/// somebody with a living token keeps one who has, or one whom an identity provider of the tenant speaks
/// for: none does for those who are kept here alone, nor for the tenant of the operators.
@Component
@Order(4)
class LastWayIn implements PostCondition {
    private static final String NEEDED = "a token that is neither revoked nor expired";

    private final ObjectProvider<IdentityProviders> providers;
    private final InstantSource now = InstantSource.system();

    LastWayIn(ObjectProvider<IdentityProviders> providers) {
        this.providers = providers;
    }

    @Override
    public void check(Aftermath aftermath) {
        AccessView before = aftermath.before();
        List<Stewardship> all = Stewardship.of(before);
        if (aftermath.events().stream().noneMatch(event -> mayTakeAway(before, all, event))
                || !LastAdministrator.guarded(aftermath)) {
            return;
        }
        for (Stewardship each : all) {
            if (!open(aftermath.after(), each) && open(before, each)) {
                throw new RejectedException(LastAdministrator.refusal(each, needed(each)));
            }
        }
    }

    private static List<String> needed(Stewardship lost) {
        return Stream.concat(lost.needed().stream(), Stream.of(NEEDED)).toList();
    }

    /// Whether somebody who has it has a living token, or comes in without one.
    private boolean open(AccessView view, Stewardship stewardship) {
        boolean spokenFor = providers.stream().anyMatch(trusted -> trusted.speakFor(view.tenant()));
        return (spokenFor && view.cohorts().keySet().stream().anyMatch(cohort -> vouchedFor(view, cohort, stewardship)))
                || byToken(view, stewardship);
    }

    private static boolean vouchedFor(AccessView view, Cohort cohort, Stewardship stewardship) {
        return !view.catalog().localOnly(PrincipalRecord.role(view, cohort.role(), cohort.profile()))
                && stewardship.heldBy(view, cohort);
    }

    private boolean byToken(AccessView view, Stewardship stewardship) {
        Instant moment = now.instant();
        Map<Cohort, Boolean> known = new HashMap<>();
        return view.tokenHolders().stream().anyMatch(holder -> {
            @Nullable Cohort cohort = view.cohort(holder);
            return cohort != null
                    && known.computeIfAbsent(cohort, each -> stewardship.heldBy(view, each))
                    && view.tokens(holder).stream().anyMatch(token -> token.holdsAt(moment));
        });
    }

    /// Cheap, for nearly all changes are about somebody else: only then all who have tokens are looked at.
    private static boolean mayTakeAway(AccessView before, List<Stewardship> all, DomainEvent event) {
        return switch (event) {
            case TokenEvent e ->
                switch (e) {
                    case TokenRevoked revoked -> anyHeldBy(before, all, before.cohort(revoked.principal()));
                    case TokenIssued _ -> false;
                };
            case UserEvent e -> Administrators.mayTakeAway(e) && anyHeldBy(before, all, before.cohort(e.user()));
            case ProfileEvent e -> anyHeldBy(before, all, e.profile());
            case CatalogEvent _, TenantEvent _ -> true;
            case LicenceEvent _, RecordEvent _ -> false;
        };
    }

    private static boolean anyHeldBy(AccessView before, List<Stewardship> all, ProfileId profile) {
        return before.cohorts().keySet().stream()
                .anyMatch(cohort -> profile.equals(cohort.profile()) && anyHeldBy(before, all, cohort));
    }

    private static boolean anyHeldBy(AccessView before, List<Stewardship> all, @Nullable Cohort cohort) {
        return all.stream().anyMatch(each -> each.heldBy(before, cohort));
    }
}
