package io.mandate.command.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.command.gate.CommandGate;
import io.mandate.command.given.GivenTenant;
import io.mandate.command.given.Shop;
import io.mandate.command.testing.CommandNode;
import io.mandate.command.testing.HttpNode;
import io.mandate.command.testing.Recorded;
import io.mandate.command.testing.ShopOnDisk;
import io.mandate.events.DomainEvent;
import io.mandate.events.profile.ProfileEvent.PermissionOverridden;
import io.mandate.events.profile.ProfileEvent.ProfileRecordScopeChanged;
import io.mandate.events.user.UserEvent.UserAssigned;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.Actor;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.ProfileName;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.UserId;
import io.mandate.live.identity.Caller;
import io.mandate.store.append.StreamId;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pam manages partners, and nobody else (domain 2.5, item 28).
class PartnerAdministratorTest {
    private static final ProfileId PARTNERS = new ProfileId("partners");
    private static final ProfileId BIGGER = new ProfileId("bigger");
    private static final ProfileId GIVERS = new ProfileId("givers");
    private static final NodeKey USERS = new NodeKey("administration/users");
    private static HttpNode node;

    @BeforeAll
    static void open(@TempDir Path folder) {
        node = ShopOnDisk.open(folder);
        Caller mandate = new Caller(GivenTenant.TENANT, Actor.MANDATE, null, Set.of(), false);
        ScopeExpression ofPartners =
                new ScopeExpression.Attribute(new AttributeKey("roleType"), new TreeSet<>(Set.of("PARTNER")));
        node.get(CommandGate.class)
                .execute(
                        CommandNode.request(mandate, null, "{}"),
                        List.of(
                                profile(
                                        PARTNERS,
                                        Shop.profile(PARTNERS, "PARTNER", null),
                                        overridden(PARTNERS, USERS),
                                        new ProfileRecordScopeChanged(PARTNERS, USERS, null, null, ofPartners)),
                                profile(
                                        BIGGER,
                                        Shop.profile(BIGGER, "PARTNER", null),
                                        overridden(BIGGER, Shop.INVOICES)),
                                profile(GIVERS, Shop.profile(GIVERS, null, null), overridden(GIVERS, USERS)),
                                person("pam", Shop.PARTNER, PARTNERS),
                                person("hal", Shop.CUSTOMER, GIVERS)));
        assertThat(node.send("as:gil", "POST", "/v1/users", """
                {"id":"cy","username":"cy","role":"CUSTOMER","attributes":{"account":"1"}}""").statusCode()).isEqualTo(201);
    }

    private static Recorded profile(ProfileId profile, DomainEvent... events) {
        return Recorded.in(GivenTenant.TENANT, StreamId.Kind.PROFILE, profile, events);
    }

    private static DomainEvent overridden(ProfileId profile, NodeKey node) {
        ActionSet all = ActionSet.of("view", "create", "edit", "assign", "suspend");
        return new PermissionOverridden(profile, node, null, all, null, null, Map.of(), Map.of());
    }

    private static Recorded person(String id, RoleKey role, ProfileId profile) {
        UserId user = new UserId(id);
        return Recorded.in(
                GivenTenant.TENANT,
                StreamId.Kind.USER,
                user,
                Shop.person(id, role),
                Shop.activated(id),
                new UserAssigned(user, null, null, profile, new ProfileName(profile.value()), 1));
    }

    @AfterAll
    static void close() {
        node.close();
    }

    private static HttpResponse<String> pam(String method, String path, String body) {
        return node.send("as:pam", method, path, body);
    }

    private static void outside(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
        assertThat(answer.body()).contains("OUT_OF_RECORD_SCOPE");
    }

    private static void ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    }

    @Test
    void partners_are_hers_and_customers_are_not() {
        ok(pam("PUT", "/v1/users/kim/suspension", ""));
        ok(pam("DELETE", "/v1/users/kim/suspension", ""));
        outside(pam("PUT", "/v1/users/cy/suspension", ""));
        outside(pam("PUT", "/v1/users/nobody/suspension", ""));
    }

    @Test
    void she_creates_partners_only() {
        ok(pam("POST", "/v1/users", "{\"username\":\"paula\",\"role\":\"PARTNER\",\"profile\":\"partner\"}"));
        outside(pam("POST", "/v1/users", """
                {"username":"carl","role":"CUSTOMER","attributes":{"account":"1"}}"""));
    }

    @Test
    void she_gives_profiles_for_partners_only() {
        ok(pam("PUT", "/v1/users/kim/profile", "{\"profile\":\"partner\"}"));
        outside(pam("PUT", "/v1/users/kim/profile", "{\"profile\":\"staff\"}"));
        outside(pam("PUT", "/v1/users/kim/profile", "{\"profile\":\"free\"}"));
        outside(pam("PUT", "/v1/users/kim/profile", "{\"profile\":\"there-is-none\"}"));
        outside(pam("PUT", "/v1/users/cy/profile", "{\"profile\":\"partner\"}"));
    }

    @Test
    void a_profile_that_gives_more_than_hers_is_refused_as_one_that_does_not_exist() {
        same(
                pam("PUT", "/v1/users/kim/profile", "{\"profile\":\"bigger\"}"),
                pam("PUT", "/v1/users/kim/profile", "{\"profile\":\"there-is-none\"}"),
                403);
        String body = "{\"username\":\"pip\",\"role\":\"PARTNER\",\"profile\":\"%s\"}";
        same(
                pam("POST", "/v1/users", body.formatted("bigger")),
                pam("POST", "/v1/users", body.formatted("there-is-none")),
                403);
    }

    /// Hal may give profiles of all types and view none.
    @Test
    void so_it_is_to_those_whose_right_reaches_everybody() {
        same(
                node.send("as:hal", "PUT", "/v1/users/kim/profile", "{\"profile\":\"bigger\"}"),
                node.send("as:hal", "PUT", "/v1/users/kim/profile", "{\"profile\":\"there-is-none\"}"),
                404);
        ok(node.send("as:hal", "PUT", "/v1/users/kim/profile", "{\"profile\":\"partner\"}"));
    }

    private static void same(HttpResponse<String> hidden, HttpResponse<String> none, int status) {
        assertThat(hidden.statusCode()).as(hidden.body()).isEqualTo(status);
        assertThat(hidden.body().replace("bigger", "there-is-none")).isEqualTo(none.body());
    }

    @Test
    void she_appoints_partners_and_herself_and_learns_of_nobody_else() {
        ok(pam("PUT", "/v1/users/kim/manager", "{\"manager\":\"pam\"}"));
        HttpResponse<String> hidden = pam("PUT", "/v1/users/kim/manager", "{\"manager\":\"cy\"}");
        HttpResponse<String> nobody = pam("PUT", "/v1/users/kim/manager", "{\"manager\":\"no\"}");
        assertThat(hidden.statusCode()).as(hidden.body()).isEqualTo(404);
        assertThat(hidden.body().replace("\"cy\"", "\"no\"").replace("cy", "no"))
                .isEqualTo(nobody.body());
        assertThat(pam(
                                "POST",
                                "/v1/users",
                                "{\"username\":\"pat\",\"role\":\"PARTNER\",\"profile\":\"partner\",\"manager\":\"cy\"}")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void she_makes_nobody_anything_but_a_partner() {
        outside(pam("PUT", "/v1/users/kim/role", "{\"role\":\"CLERK\",\"profile\":\"staff\"}"));
        outside(pam("PUT", "/v1/users/kim/role", "{\"role\":\"CUSTOMER\"}"));
    }
}
