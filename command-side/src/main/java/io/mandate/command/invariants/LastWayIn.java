package io.mandate.command.invariants;

import io.mandate.access.AccessView;
import io.mandate.access.decision.PrincipalRecord;
import io.mandate.access.user.Cohort;
import io.mandate.events.DomainEvent;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.token.TokenEvent.TokenRevoked;
import io.mandate.events.user.UserEvent;
import io.mandate.events.user.UserEvent.ExternalIdentityLinked;
import io.mandate.events.user.UserEvent.ExternalIdentityUnlinked;
import io.mandate.events.values.UserId;
import io.mandate.live.identity.IdentityProviders;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// An administrator who cannot come in manages nothing. For each [Stewardship], a tenant that has
/// somebody with a living token keeps one who has, or one whom an identity provider of the tenant speaks
/// for: none does for those who are kept here alone, nor for the tenant of the operators. Whether he comes in
/// by what he has just been linked to, nobody knows yet.
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
        if (!touched(aftermath) || !LastAdministrator.guarded(aftermath)) {
            return;
        }
        AccessView before = aftermath.before();
        AccessView after = aftermath.after();
        Set<UserId> relinked =
                aftermath.events().stream().flatMap(LastWayIn::relinked).collect(Collectors.toSet());
        Map<Cohort, Long> had = before.cohorts();
        Map<Cohort, Long> left = sure(after, relinked);
        for (Stewardship each : Stewardship.of(before, had.keySet())) {
            if (!open(after, left, each) && open(before, had, each)) {
                throw new RejectedException(LastAdministrator.refusal(each, needed(each)));
            }
        }
    }

    private static List<String> needed(Stewardship lost) {
        return Stream.concat(lost.needed().stream(), Stream.of(NEEDED)).toList();
    }

    /// How many of each cohort were not linked anew.
    private static Map<Cohort, Long> sure(AccessView after, Set<UserId> relinked) {
        Map<Cohort, Long> sure = new HashMap<>(after.cohorts());
        relinked.stream()
                .flatMap(user -> Stream.ofNullable(after.cohort(user)))
                .forEach(cohort -> sure.merge(cohort, -1L, Long::sum));
        return sure;
    }

    /// Whether somebody who has it has a living token, or comes in without one.
    ///
    /// @param cohorts how many there are of each whom a provider may speak for
    private boolean open(AccessView view, Map<Cohort, Long> cohorts, Stewardship stewardship) {
        boolean spokenFor = providers.stream().anyMatch(trusted -> trusted.speakFor(view.tenant()));
        return (spokenFor
                        && cohorts.entrySet().stream()
                                .anyMatch(each -> each.getValue() > 0 && vouchedFor(view, each.getKey(), stewardship)))
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

    private static boolean touched(Aftermath aftermath) {
        AccessView before = aftermath.before();
        return Administrators.touched(aftermath)
                || aftermath.events().stream()
                        .flatMap(event -> event instanceof TokenRevoked revoked
                                ? Stream.of(revoked.principal())
                                : relinked(event))
                        .anyMatch(principal -> Stewardship.mayHave(before, before.cohort(principal)));
    }

    private static Stream<UserId> relinked(DomainEvent event) {
        return event instanceof ExternalIdentityLinked || event instanceof ExternalIdentityUnlinked
                ? Stream.of(((UserEvent) event).user())
                : Stream.of();
    }
}
