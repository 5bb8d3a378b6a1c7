package io.mandate.live.identity;

import static io.mandate.live.LiveNode.ACME;
import static io.mandate.live.People.EVE;
import static io.mandate.live.People.SAM;
import static io.mandate.live.People.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mandate.events.DomainEvent;
import io.mandate.events.catalog.CatalogEvent.RoleDefined;
import io.mandate.events.catalog.CatalogEvent.RoleTypeDefined;
import io.mandate.events.catalog.RoleDefinition;
import io.mandate.events.catalog.RoleTypeDefinition;
import io.mandate.events.catalog.RoleTypeDefinition.IdentityPolicy;
import io.mandate.events.catalog.RoleTypeDefinition.ProfilePolicy;
import io.mandate.events.profile.ProfileEvent.ProfileCreated;
import io.mandate.events.token.TokenEvent.TokenIssued;
import io.mandate.events.token.TokenEvent.TokenRevoked;
import io.mandate.events.token.TokenRight;
import io.mandate.events.user.PrincipalKind;
import io.mandate.events.user.UserEvent.UserActivated;
import io.mandate.events.user.UserEvent.UserAssigned;
import io.mandate.events.user.UserEvent.UserCreated;
import io.mandate.events.user.UserEvent.UserDeleted;
import io.mandate.events.user.UserEvent.UserRoleChanged;
import io.mandate.events.user.UserEvent.UserSuspended;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.Actor;
import io.mandate.events.values.Label;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.ProfileName;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.TokenId;
import io.mandate.events.values.UserId;
import io.mandate.live.LiveIndex;
import io.mandate.live.LiveNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenCallersTest {
    private static final TenantId OTHER = new TenantId("other");
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final UserId OPERATOR = new UserId("olga");

    @TempDir
    private static Path folder;

    private static LiveNode node;
    private static LiveIndex live;

    private final TokenCallers callers = new TokenCallers(live, InstantSource.fixed(NOW));

    @BeforeAll
    static void begin() {
        node = new LiveNode(folder).register(ACME).register(OTHER).register(Caller.SYSTEM_TENANT);
        node.commit(ACME, user(EVE), new UserActivated(EVE), user(SAM), new UserActivated(SAM));
        node.commit(ACME, issued("good", EVE, null), issued("other", EVE, null), new TokenRevoked(id("other"), EVE));
        node.commit(ACME, issued("ends-now", EVE, NOW), issued("ends-soon", EVE, NOW.plusNanos(1_000)));
        node.commit(ACME, issued("of-sam", SAM, null), new UserSuspended(SAM));
        node.commit(OTHER, user(EVE), issued("invited", EVE, null));
        node.commit(Caller.SYSTEM_TENANT, user(OPERATOR), new UserActivated(OPERATOR), issued("op", OPERATOR, null));
        live = node.index();
        live.start();
    }

    @AfterAll
    static void end() {
        live.close();
        node.close();
    }

    @Test
    void a_token_names_its_tenant_its_principal_and_its_rights() {
        assertThat(callers.byToken("good"))
                .get()
                .matches(caller -> caller.tenant().equals(ACME) && !caller.operator())
                .matches(caller -> caller.actor().equals(new Actor(Actor.Kind.USER, EVE)))
                .matches(caller -> id("good").equals(caller.token()))
                .matches(caller -> caller.holds(TokenRight.values()[0]));
    }

    @Test
    void a_revoked_an_unknown_and_an_empty_one_name_nobody() {
        for (String secret : List.of("other", "nonsense", "")) {
            assertThat(callers.byToken(secret)).as(secret).isEmpty();
        }
    }

    /// However busy the machine is: no look that began after a revocation leaves the token working. How soon there is
    /// one is for the test of the looks.
    @Test
    void a_revocation_that_nobody_told_of_counts_as_soon_as_the_heads_were_looked_at() {
        for (int round = 0; round < 5; round++) {
            String secret = "untold-" + round;
            long known = node.commit(ACME, issued(secret, EVE, null)).lastSeq();
            assertThat(live.await(ACME, known, Duration.ofSeconds(20))).isTrue();
            assertThat(callers.byToken(secret)).isPresent();

            node.commitUntold(ACME, new TokenRevoked(id(secret), EVE));
            long revoked = System.nanoTime();

            await().atMost(Duration.ofSeconds(20)).pollDelay(Duration.ZERO).until(() -> confirmed() > revoked);
            assertThat(callers.byToken(secret)).isEmpty();
        }
    }

    /// When the last look began that ACME is answered by, or some time before.
    private static long confirmed() {
        long now = System.nanoTime();
        return now - live.age(ACME).toNanos();
    }

    @Test
    void the_hash_of_a_token_is_no_token() {
        assertThat(callers.byToken(sha256("good"))).isEmpty();
    }

    @Test
    void a_token_ends_with_the_moment_it_names() {
        assertThat(callers.byToken("ends-now")).isEmpty();
        assertThat(callers.byToken("ends-soon")).isPresent();
    }

    @Test
    void a_principal_that_is_not_active_has_no_working_token() {
        assertThat(callers.byToken("of-sam")).as("suspended").isEmpty();
        assertThat(callers.byToken("invited")).as("invited").isEmpty();
        assertThat(callers.byPrincipal(ACME, SAM)).isEmpty();
    }

    @Test
    void users_of_the_system_tenant_are_operators() {
        assertThat(callers.byToken("op"))
                .get()
                .matches(Caller::operator)
                .matches(caller -> caller.actor().equals(new Actor(Actor.Kind.OPERATOR, OPERATOR)));
    }

    @Test
    void a_principal_is_found_in_its_own_tenant_only_and_without_rights() {
        assertThat(callers.byPrincipal(ACME, EVE))
                .get()
                .matches(caller -> caller.rights().isEmpty() && caller.token() == null);
        assertThat(callers.byPrincipal(OTHER, SAM)).isEmpty();
        assertThat(callers.byPrincipal(new TenantId("none"), EVE)).isEmpty();
    }

    /// Pages never act, and services have tokens: no provider knows either of them.
    @Test
    void a_service_and_a_page_are_nobody_whom_a_provider_vouches_for() {
        UserId batch = new UserId("batch");
        UserId checkout = new UserId("checkout");
        long made = node.commit(
                        ACME,
                        principal(batch, PrincipalKind.SERVICE),
                        new UserActivated(batch),
                        issued("of-batch", batch, null),
                        principal(checkout, PrincipalKind.PAGE),
                        new UserActivated(checkout))
                .lastSeq();
        live.bringToHead(ACME, made);

        assertThat(callers.byPrincipal(ACME, batch)).isEmpty();
        assertThat(callers.byPrincipal(ACME, checkout)).isEmpty();
        assertThat(callers.byToken("of-batch"))
                .get()
                .matches(caller -> caller.actor().equals(new Actor(Actor.Kind.SERVICE, batch)));
    }

    @Test
    void a_revocation_on_this_node_counts_with_the_next_question() {
        UserId kim = new UserId("kim");
        node.commit(ACME, user(kim), new UserActivated(kim), issued("of-kim", kim, null));
        live.bringToHead(ACME, node.reader().head(ACME).orElseThrow().seq());
        assertThat(callers.byToken("of-kim")).isPresent();

        live.published(
                node.commit(ACME, new TokenRevoked(id("of-kim"), kim), new UserDeleted(kim, null, null)),
                System.nanoTime());
        assertThat(callers.byToken("of-kim")).isEmpty();
    }

    @Test
    void who_is_kept_here_alone_is_told_by_his_own_role_or_else_by_that_of_his_profile() {
        UserId lea = new UserId("lea");
        RoleTypeDefinition staff =
                new RoleTypeDefinition(Label.of("Staff"), false, ProfilePolicy.OPTIONAL, IdentityPolicy.ANY);
        node.commit(ACME, new RoleTypeDefined(new RoleTypeKey("STAFF"), staff, null));
        node.commit(ACME, role("DESK", IdentityPolicy.LOCAL_ONLY), role("FIELD", IdentityPolicy.ANY));
        node.commit(ACME, profile("desk", "DESK"), profile("field", "FIELD"));
        node.commit(ACME, user(lea), new UserActivated(lea));
        assertThat(localOnly(lea)).as("neither role nor profile").isFalse();
        node.commit(ACME, assigned(lea, "desk"));
        assertThat(localOnly(lea)).as("the role of the profile").isTrue();
        node.commit(ACME, new UserRoleChanged(lea, null, new RoleKey("FIELD")));
        assertThat(localOnly(lea)).as("his own role comes first").isFalse();
        node.commit(ACME, assigned(lea, "field"), new UserRoleChanged(lea, new RoleKey("FIELD"), new RoleKey("DESK")));
        assertThat(localOnly(lea)).as("his own role").isTrue();
        assertThat(callers.localOnly(OTHER, lea)).as("in another tenant").isFalse();
    }

    private boolean localOnly(UserId user) {
        live.bringToHead(ACME, node.reader().head(ACME).orElseThrow().seq());
        return callers.localOnly(ACME, user);
    }

    private static DomainEvent role(String key, IdentityPolicy policy) {
        RoleDefinition definition =
                new RoleDefinition(Label.of(key), new RoleTypeKey("STAFF"), Set.of(), Set.of(), policy);
        return new RoleDefined(new RoleKey(key), definition, null);
    }

    private static DomainEvent profile(String id, String associatedRole) {
        ProfileName name = new ProfileName(id);
        return new ProfileCreated(
                new ProfileId(id),
                name,
                name.normalized(),
                null,
                null,
                null,
                new RoleKey(associatedRole),
                ActionSet.NONE,
                null,
                false,
                null,
                null);
    }

    private static DomainEvent assigned(UserId user, String profile) {
        return new UserAssigned(user, null, null, new ProfileId(profile), new ProfileName(profile), 1);
    }

    @Test
    void a_token_that_was_issued_elsewhere_a_moment_ago_is_known_although_nobody_told_of_it() {
        TenantId late = new TenantId("late");
        try (LiveIndex elsewhere = node.index()) {
            TokenCallers there = new TokenCallers(elsewhere, InstantSource.fixed(NOW));
            node.register(late);
            node.commitUntold(late, user(EVE), new UserActivated(EVE), issued("mandate_fresh", EVE, null));

            assertThat(there.byToken("mandate_fresh"))
                    .get()
                    .matches(caller -> caller.tenant().equals(late));
            assertThat(there.byToken("mandate_random")).isEmpty();
        }
    }

    @Test
    void what_cannot_be_a_token_makes_nobody_look() {
        try (LiveIndex elsewhere = node.index()) {
            assertThat(new TokenCallers(elsewhere, InstantSource.fixed(NOW)).byToken("good"))
                    .isEmpty();
            assertThat(elsewhere.index().tenants()).isEmpty();
        }
    }

    private static DomainEvent principal(UserId id, PrincipalKind kind) {
        return new UserCreated(id, kind, Label.of("L"), null, null, null, null, null, null, Map.of(), Map.of(), null);
    }

    private static DomainEvent issued(String secret, UserId principal, Instant expiresAt) {
        return new TokenIssued(
                id(secret), principal, sha256(secret), new TreeSet<>(List.of(TokenRight.values())), expiresAt);
    }

    private static TokenId id(String secret) {
        return new TokenId("t-" + secret);
    }

    private static String sha256(String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
