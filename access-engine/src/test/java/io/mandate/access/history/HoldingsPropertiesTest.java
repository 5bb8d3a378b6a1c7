package io.mandate.access.history;

import static io.mandate.access.history.Log.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.AccessView;
import io.mandate.access.decision.Decision;
import io.mandate.access.decision.Finding;
import io.mandate.access.decision.Question;
import io.mandate.access.decision.Reason;
import io.mandate.access.history.Holding.Permission;
import io.mandate.access.index.AccessIndex;
import io.mandate.access.permission.EffectivePermissions;
import io.mandate.access.scope.Scopes;
import io.mandate.access.user.Subject;
import io.mandate.access.user.UserStatus;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/// What is told once for all who stand equally is, for each of them, what the rules say.
class HoldingsPropertiesTest {
    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void holdings_and_principals_together_are_all_effective_permissions(@ForAll long seed) {
        Log log = new RandomHistory(seed).log(60);
        AccessIndex index = log.index();
        for (long seq = 0; seq <= log.head(); seq += 7) {
            AccessView view = index.at(TENANT, seq);
            List<Holding> holdings = Holdings.of(view).toList();
            for (Subject user : view.users()) {
                assertThat(told(view, holdings, user)).isEqualTo(decided(view, user));
            }
        }
    }

    @Property(tries = 50, shrinking = ShrinkingMode.OFF)
    void principals_come_in_order_page_by_page_and_all_of_them(@ForAll long seed) {
        Log log = new RandomHistory(seed).log(30);
        AccessIndex index = log.index();
        for (long seq = 0; seq <= log.head(); seq += 5) {
            AccessView view = index.at(TENANT, seq);
            List<UserId> all = new ArrayList<>();
            view.users().forEach(user -> all.add(user.id()));
            List<UserId> walked = new ArrayList<>();
            for (List<UserId> page = view.users(null, 2); !page.isEmpty(); page = view.users(page.getLast(), 2)) {
                walked.addAll(page);
            }
            assertThat(walked).isSorted().containsExactlyInAnyOrderElementsOf(all);
        }
    }

    private record Told(String reason, ScopeExpression scope, Object masked, int visible, List<Finding> because) {}

    /// What somebody reads in the holdings about one user.
    private static Map<List<Object>, Told> told(AccessView view, List<Holding> holdings, Subject user) {
        Map<List<Object>, Told> told = new HashMap<>();
        if (user.status() == UserStatus.ACTIVE) {
            List<Holding> own = holdings.stream()
                    .filter(each ->
                            Objects.equals(each.role(), user.role()) && Objects.equals(each.profile(), user.profile()))
                    .toList();
            assertThat(own).hasSize(1);
            for (Permission each : own.getFirst().permissions()) {
                Decision decision = each.decision();
                boolean bound = decision.reason() != Reason.SUPERUSER && user.perimeter() != null;
                told.put(
                        List.of(each.node(), each.action()),
                        new Told(
                                decision.reason().name(),
                                bound ? Scopes.both(decision.scope(), user.perimeter()) : decision.scope(),
                                decision.maskedFields(),
                                decision.visibleCharacters(),
                                each.because()));
            }
        }
        return told;
    }

    private static Map<List<Object>, Told> decided(AccessView view, Subject user) {
        Map<List<Object>, Told> decided = new HashMap<>();
        EffectivePermissions.of(view, user.id())
                .orElseThrow()
                .permissions()
                .forEach(each -> decided.put(
                        List.of(each.node(), each.action()),
                        new Told(
                                each.decision().reason().name(),
                                each.decision().scope(),
                                each.decision().maskedFields(),
                                each.decision().visibleCharacters(),
                                notOwn(view, user, Question.about(user.id(), each.node(), each.action())))));
        return decided;
    }

    private static List<Finding> notOwn(AccessView view, Subject user, Question question) {
        Set<Long> own = new HashSet<>(user.facts().rare().attributes().values());
        own.addAll(List.of(
                user.facts().created(),
                user.facts().status(),
                user.facts().role(),
                user.facts().profile(),
                user.facts().perimeter()));
        return Held.at(view, question).because().stream()
                .filter(finding -> !own.contains(finding.fact()) || !ofUser(finding))
                .toList();
    }

    private static boolean ofUser(Finding finding) {
        return switch (finding.kind()) {
            case USER_EXISTS, USER_ACTIVE, SUPERUSER, ROLE, PROFILE, PERIMETER, USER_ATTRIBUTE -> true;
            default -> false;
        };
    }
}
