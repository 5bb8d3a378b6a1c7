package io.mandate.query.scope;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.AccessView;
import io.mandate.access.profile.Profile;
import io.mandate.access.scope.Reach;
import io.mandate.access.user.Subject;
import io.mandate.events.record.RecordData;
import io.mandate.events.record.RecordEvent.RecordRegistered;
import io.mandate.events.user.UserEvent.UserAssigneeChanged;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.InstanceType;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.ScopeExpression.All;
import io.mandate.events.values.ScopeExpression.AllOf;
import io.mandate.events.values.ScopeExpression.AnyOf;
import io.mandate.events.values.ScopeExpression.AssignedToMe;
import io.mandate.events.values.ScopeExpression.Attribute;
import io.mandate.events.values.ScopeExpression.CreatedByMe;
import io.mandate.events.values.ScopeExpression.Selected;
import io.mandate.events.values.ScopeExpression.Within;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.live.LiveIndex;
import io.mandate.query.testing.QueryNode;
import io.mandate.query.testing.Shop;
import io.mandate.store.Commit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class ScopeSqlTest {
    private static final TenantId TENANT = new TenantId("shop");
    private static final UserId ME = new UserId("u1");
    private static final NodeKey ORDERS = new NodeKey("commerce/orders");
    private static final Map<AttributeKey, String> MINE = Map.of(new AttributeKey("region"), "north");

    private static final Random RANDOM = new Random(7);

    private static QueryNode node;
    private static AccessView view;

    @BeforeAll
    static void fill(@TempDir Path folder) {
        node = QueryNode.on(QueryNode.newDatabase().jdbcUrl(), folder);
        node.register(TENANT);
        node.commit(TENANT, "root", Shop.begins());
        node.commit(TENANT, "root", Shop.profile("p0", "Zero", null), Shop.profile("p1", "One", "PARTNER"));
        Commit last = null;
        for (int i = 0; i < 30; i++) {
            String role = any("AGENT", "SELLER", "");
            String user = "u" + i;
            node.commit(
                    TENANT,
                    "root",
                    Shop.person(user, "First", "Last", role.isEmpty() ? null : role, any("u1", "u2", "root")),
                    Shop.assigned(user, any("p0", "p1")),
                    new UserAssigneeChanged(new UserId(user), null, new UserId(any("u1", "u2"))));
            last = node.commit(TENANT, "root", new RecordRegistered(ORDERS, new RecordId("r" + i), data()));
        }
        node.as(TENANT, "root").get("/v1/users", node.position(last));
        LiveIndex live = node.get(LiveIndex.class);
        live.await(TENANT, last.lastSeq(), Duration.ofSeconds(20));
        view = live.now(TENANT);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void conditions_over_users_reach_exactly_those_that_the_access_engine_reaches() {
        for (int i = 0; i < 400; i++) {
            ScopeExpression scope = scope(3, "role", "roleType", "profile");
            Condition condition = ScopeSql.of(scope, ME, MINE, new ScopedUsers(view));

            List<String> reached =
                    select("SELECT u.principal FROM query_g1.principal u WHERE u.tenant = ? AND ", condition);

            List<String> expected = StreamSupport.stream(view.users().spliterator(), false)
                    .filter(user -> new Reach(ME, MINE, new RecordId(user.id().value()), of(user)).of(scope))
                    .map(user -> user.id().value())
                    .toList();
            assertThat(reached).as("%s", scope).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void conditions_over_records_reach_exactly_those_that_the_access_engine_reaches() {
        for (int i = 0; i < 400; i++) {
            ScopeExpression scope = scope(3, "region", "resource", "color");
            Condition condition = ScopeSql.of(scope, ME, MINE, new ScopedRecords());

            List<String> reached = select("SELECT r.record FROM query_g1.record r WHERE r.tenant = ? AND ", condition);

            List<String> expected = view.records(ORDERS).stream()
                    .filter(record -> new Reach(ME, MINE, record, of(record)).of(scope))
                    .map(RecordId::value)
                    .toList();
            assertThat(reached).as("%s", scope).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private static List<String> select(String sql, Condition condition) {
        JdbcClient database = node.sql();
        return database.sql(sql + condition.sql())
                .param(TENANT.value())
                .params(condition.values())
                .query(String.class)
                .list();
    }

    private static RecordData of(Subject user) {
        Profile profile = user.profile() == null ? null : view.profile(user.profile());
        RoleKey role = user.role() == null && profile != null ? profile.associatedRole() : user.role();
        Map<AttributeKey, String> attributes = new HashMap<>();
        if (role != null) {
            attributes.put(new AttributeKey("role"), role.value());
            attributes.put(
                    new AttributeKey("roleType"), String.valueOf(view.catalog().roleTypeOf(role)));
        }
        if (user.profile() != null) {
            attributes.put(new AttributeKey("profile"), user.profile().value());
        }
        return new RecordData(
                user.creator(),
                null,
                new TreeSet<>(user.assignee() == null ? List.of() : List.of(user.assignee())),
                Map.of(),
                attributes);
    }

    private static RecordData of(RecordId record) {
        RecordData known = view.record(ORDERS, record);
        Map<AttributeKey, String> attributes = new HashMap<>(known.attributes());
        attributes.put(new AttributeKey("resource"), ORDERS.value());
        return new RecordData(
                known.creator(), known.owner(), new TreeSet<>(known.assignees()), known.containers(), attributes);
    }

    private static RecordData data() {
        return new RecordData(
                RANDOM.nextBoolean() ? null : new UserId(any("u1", "u2")),
                RANDOM.nextBoolean() ? null : new UserId(any("u1", "u2")),
                new TreeSet<>(RANDOM.nextBoolean() ? List.of() : List.of(new UserId(any("u1", "u2")))),
                RANDOM.nextBoolean()
                        ? Map.of()
                        : Map.of(new InstanceType("team"), new TreeSet<>(List.of(new RecordId(any("a", "b"))))),
                RANDOM.nextBoolean() ? Map.of() : Map.of(new AttributeKey("region"), any("north", "south")));
    }

    private static ScopeExpression scope(int depth, String... attributes) {
        return switch (RANDOM.nextInt(depth == 0 ? 6 : 8)) {
            case 0 -> new All();
            case 1 -> new CreatedByMe();
            case 2 -> new AssignedToMe();
            case 3 -> new Selected(new TreeSet<>(List.of(new RecordId(any("u3", "r3")), new RecordId("r5"))));
            case 4 -> new Within(new InstanceType(any("team", "queue")), new TreeSet<>(List.of(new RecordId("a"))));
            case 5 ->
                new Attribute(
                        new AttributeKey(any(attributes)),
                        new TreeSet<>(List.of(
                                any("AGENT", "PARTNER", "p1", "north", "commerce/orders"),
                                any("$user.region", "$user.none", "$user.not valid", "CSR"))));
            case 6 -> new AnyOf(parts(depth, attributes));
            default -> new AllOf(parts(depth, attributes));
        };
    }

    private static List<ScopeExpression> parts(int depth, String... attributes) {
        return IntStream.range(0, RANDOM.nextInt(3))
                .mapToObj(_ -> scope(depth - 1, attributes))
                .toList();
    }

    private static String any(String... options) {
        return options[RANDOM.nextInt(options.length)];
    }
}
