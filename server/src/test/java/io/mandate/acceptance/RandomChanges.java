package io.mandate.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Commands that administrators could give, one after the other, from a seed: to a few users, profiles and records of
/// the commerce catalog, so that they often meet.
final class RandomChanges {
    static final List<String> USERS = List.of("sam", "kim", "eve");
    static final List<String> NODES = List.of("commerce", "commerce/invoices", "commerce/orders", "crm/contacts");
    static final List<String> ACTIONS = List.of("view", "create", "edit");
    static final String RECORD = "INV-0";
    /// The resource that leaves the catalog now and then, and comes back.
    private static final String ORDERS = "commerce/orders";

    private static final List<String> PROFILES = List.of("clerks", "seniors");
    private static final List<String> MODULES = List.of("commerce", "crm");

    private final Tenant tenant;
    private final Client operator;
    private final Random random;
    private boolean withoutOrders;

    private RandomChanges(Tenant tenant, Client operator, Random random) {
        this.tenant = tenant;
        this.operator = operator;
        this.random = random;
    }

    /// Begins with two profiles, three users and two records.
    static RandomChanges of(Tenant tenant, Client operator, Random random) {
        RandomChanges changes = new RandomChanges(tenant, operator, random);
        for (String profile : PROFILES) {
            tenant.profile(profile, profile, "\"roleType\": \"CSR\", \"defaultActions\": [\"view\"]")
                    .override(profile, "commerce/invoices", "EDIT");
        }
        USERS.forEach(user -> tenant.person(user, "CSR", changes.pick(PROFILES)));
        for (int i = 0; i < 2; i++) {
            tenant.admin()
                    .post("/v1/records", """
                        {"resource": "commerce/invoices", "id": "INV-%d", "creator": "%s"}\
                        """.formatted(i, changes.pick(USERS)))
                    .expect(201);
        }
        return changes;
    }

    /// Gives commands until one has changed something.
    ///
    /// @return the position it led to
    String next() {
        String before = String.valueOf(tenant.seen().position);
        while (before.equals(tenant.seen().position)) {
            command();
        }
        return String.valueOf(tenant.seen().position);
    }

    private void command() {
        Client admin = tenant.admin();
        String user = "/v1/users/" + pick(USERS);
        String profile = "/v1/profiles/" + pick(PROFILES);
        String node = pick(NODES.stream()
                .filter(one -> !withoutOrders || !one.equals(ORDERS))
                .toList());
        switch (random.nextInt(16)) {
            case 0 -> done(admin.put(user + "/suspension", "{}"));
            case 1, 2 -> done(admin.delete(user + "/suspension"));
            case 3 -> done(admin.put(user + "/profile", "{\"profile\": \"%s\"}".formatted(pick(PROFILES))));
            case 4 -> done(admin.put(user + "/perimeter", "{\"perimeter\": %s}".formatted(scope())));
            case 5 -> done(admin.delete(user + "/perimeter"));
            case 6, 7 -> done(admin.put(profile + "/permissions/" + node, "{\"actions\": %s}".formatted(actions())));
            case 8 -> done(admin.delete(profile + "/permissions/" + node));
            case 9 -> done(admin.put(profile + "/scope/" + records(node), "{\"scope\": %s}".formatted(scope())));
            case 10 -> done(admin.put(profile + "/enablement/" + node, "{\"enablement\": \"%s\"}".formatted(use())));
            case 11 ->
                done(admin.put(
                        profile + "/navigation/" + pick(MODULES), "{\"navigation\": \"%s\"}".formatted(shown())));
            case 12 ->
                done(admin.put(
                        "/v1/records/commerce/invoices?id=" + RECORD,
                        "{\"creator\": \"%s\", \"assignees\": [\"%s\"]}".formatted(pick(USERS), pick(USERS))));
            case 13, 14 -> orders(admin);
            default -> available();
        }
    }

    private void orders(Client admin) {
        done(
                withoutOrders
                        ? admin.put("/v1/catalog/reinstatements/" + ORDERS, "{}")
                        : admin.delete("/v1/catalog/nodes/" + ORDERS));
        withoutOrders = !withoutOrders;
    }

    private void available() {
        String to = random.nextInt(3) == 0 ? "UNAVAILABLE" : "AVAILABLE";
        Answer answer = operator.put(
                        "/v1/tenants/" + tenant.id() + "/availability",
                        "{\"modules\": {\"%s\": \"%s\"}}".formatted(pick(MODULES), to))
                .expect(200);
        tenant.seen().saw(answer.position());
    }

    private static void done(Answer answer) {
        answer.expect(200);
    }

    private String scope() {
        return switch (random.nextInt(4)) {
            case 0 -> "{\"kind\": \"ALL\"}";
            case 1 -> "{\"kind\": \"CREATED_BY_ME\"}";
            case 2 -> "{\"kind\": \"SELECTED\", \"ids\": [\"INV-%d\"]}".formatted(random.nextInt(2));
            default ->
                "{\"kind\": \"ANY_OF\", \"parts\": [{\"kind\": \"ASSIGNED_TO_ME\"}, {\"kind\": \"CREATED_BY_ME\"}]}";
        };
    }

    /// With view, which the others need.
    private String actions() {
        List<String> actions = new ArrayList<>();
        if (random.nextInt(4) > 0) {
            actions.add("\"view\"");
            ACTIONS.stream()
                    .skip(1)
                    .filter(more -> random.nextBoolean())
                    .forEach(more -> actions.add("\"" + more + "\""));
        }
        return actions.toString();
    }

    private String records(String node) {
        return node.contains("/") ? node : "commerce/invoices";
    }

    private String use() {
        return pick(List.of("ENABLED", "ENABLED", "DISABLED", "UNSET"));
    }

    private String shown() {
        return pick(List.of("SHOWN", "HIDDEN", "UNSET"));
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
