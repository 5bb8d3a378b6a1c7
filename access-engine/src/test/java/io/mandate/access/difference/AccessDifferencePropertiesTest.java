package io.mandate.access.difference;

import static io.mandate.access.history.Log.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.AccessView;
import io.mandate.access.decision.AccessRules;
import io.mandate.access.decision.Decision;
import io.mandate.access.decision.Question;
import io.mandate.access.difference.AccessDifference.Excerpt;
import io.mandate.access.history.Log;
import io.mandate.access.history.RandomHistory;
import io.mandate.access.index.AccessIndex;
import io.mandate.access.permission.EffectivePermissions;
import io.mandate.access.permission.Permission;
import io.mandate.access.scope.Scopes;
import io.mandate.events.RecordedEvent;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.UserId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;

/// The difference between any two moments, and of any preview, is the difference of what every user may do by himself.
class AccessDifferencePropertiesTest {
    private static final int ALL = Integer.MAX_VALUE;

    private record Key(NodeKey node, ActionName action) {}

    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    void the_difference_is_that_of_every_users_permissions(@ForAll long seed) {
        Log log = new RandomHistory(seed).log(40);
        AccessIndex index = log.index();
        Random random = new Random(seed);
        List<List<RecordedEvent>> commits = log.commits();
        for (int i = 0; i < 12; i++) {
            int from = random.nextInt(commits.size());
            int to = from + random.nextInt(commits.size() - from);
            check(
                    index.at(TENANT, commits.get(from).getLast().seq()),
                    index.at(TENANT, commits.get(to).getLast().seq()));
        }
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void a_preview_differs_as_the_commit_will(@ForAll long seed) {
        AccessIndex growing = new AccessIndex();
        for (List<RecordedEvent> commit : new RandomHistory(seed).log(30).commits()) {
            AccessView before = growing.now(TENANT);
            AccessView preview = growing.tentative(TENANT, commit);
            AccessDifference previewed = check(before, preview);
            growing.apply(TENANT, commit);
            assertThat(AccessDifference.between(before, growing.now(TENANT), new Excerpt(null, ALL)))
                    .isEqualTo(previewed);
        }
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void pages_of_any_size_list_every_affected_user_once_and_count_all(@ForAll long seed) {
        Log log = new RandomHistory(seed).log(40);
        AccessView before =
                log.index().at(TENANT, log.commits().get(5).getLast().seq());
        AccessView after = log.now();
        AccessDifference whole = AccessDifference.between(before, after, new Excerpt(null, ALL));
        List<UserChange> paged = new ArrayList<>();
        @Nullable UserId cursor = null;
        AccessDifference page;
        do {
            page = AccessDifference.between(before, after, new Excerpt(cursor, 2));
            assertThat(page.affected()).isEqualTo(whole.affected());
            assertThat(page.users()).isEqualTo(whole.users());
            assertThat(page.permissions()).isEqualTo(whole.permissions());
            paged.addAll(page.listed());
            cursor = page.listed().isEmpty() ? null : page.listed().getLast().user();
        } while (page.more());
        assertThat(paged).isEqualTo(whole.listed());
    }

    private static AccessDifference check(AccessView before, AccessView after) {
        AccessDifference difference = AccessDifference.between(before, after, new Excerpt(null, ALL));
        Map<UserId, List<PermissionChange>> listed = new TreeMap<>();
        difference.listed().forEach(change -> listed.put(change.user(), change.permissions()));
        Map<Change, Long> counts = new EnumMap<>(Change.class);
        for (int i = 0; i < RandomHistory.USERS; i++) {
            UserId user = RandomHistory.user(i);
            List<PermissionChange> changes = listed.getOrDefault(user, List.of());
            assertThat(AccessDifference.ofUser(before, after, user)).isEqualTo(changes);
            checkUser(before, after, user, changes);
            Set<Change> ways = EnumSet.noneOf(Change.class);
            changes.forEach(change -> ways.addAll(change.changes()));
            ways.forEach(way -> counts.merge(way, 1L, Long::sum));
        }
        assertThat(difference.affected()).isEqualTo(listed.size());
        assertThat(difference.users()).isEqualTo(counts);
        return difference;
    }

    private static void checkUser(AccessView before, AccessView after, UserId user, List<PermissionChange> changes) {
        Map<Key, Decision> was = effective(before, user);
        Map<Key, Decision> is = effective(after, user);
        Map<Key, PermissionChange> found = new HashMap<>();
        changes.forEach(change -> found.put(new Key(change.node(), change.action()), change));
        for (NodeKey node : RandomHistory.NODES) {
            for (String name : RandomHistory.ACTIONS) {
                Key key = new Key(node, new ActionName(name));
                PermissionChange change = found.get(key);
                Set<Change> said = change == null ? Set.of() : change.changes();
                if (!conditional(before, user, key) && !conditional(after, user, key)) {
                    boolean moved = moved(before, after, user);
                    assertThat(said).as("%s %s", user, key).isEqualTo(naive(was.get(key), is.get(key), moved, said));
                }
            }
        }
    }

    private static Set<Change> naive(@Nullable Decision was, @Nullable Decision is, boolean moved, Set<Change> said) {
        if (was == null || is == null) {
            return was == is ? Set.of() : Set.of(was == null ? Change.GAINED : Change.LOST);
        }
        Set<Change> changes = EnumSet.noneOf(Change.class);
        if (moved) { // then the expression alone does not tell; OwnAttributeGoneTest does
            said.stream().filter(way -> way.name().startsWith("SCOPE")).forEach(changes::add);
        } else if (!Scopes.covers(is.scope(), was.scope())) {
            changes.add(Scopes.covers(was.scope(), is.scope()) ? Change.SCOPE_NARROWED : Change.SCOPE_CHANGED);
        } else if (!Scopes.covers(was.scope(), is.scope())) {
            changes.add(Change.SCOPE_WIDENED);
        }
        if (!was.maskedFields().equals(is.maskedFields()) || was.visibleCharacters() != is.visibleCharacters()) {
            changes.add(Change.MASK_CHANGED);
        }
        return changes;
    }

    private static boolean moved(AccessView before, AccessView after, UserId user) {
        var was = before.user(user);
        var is = after.user(user);
        return was != null && is != null && !was.attributes().equals(is.attributes());
    }

    private static boolean conditional(AccessView view, UserId user, Key key) {
        return AccessRules.decide(view, Question.about(user, key.node(), key.action()))
                .reason()
                .name()
                .equals("CONDITION_NOT_MET");
    }

    private static Map<Key, Decision> effective(AccessView view, UserId user) {
        Map<Key, Decision> effective = new HashMap<>();
        EffectivePermissions.of(view, user).ifPresent(all -> {
            for (Permission permission : all.permissions()) {
                effective.put(new Key(permission.node(), permission.action()), permission.decision());
            }
        });
        return effective;
    }
}
