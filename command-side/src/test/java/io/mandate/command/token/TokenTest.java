package io.mandate.command.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.command.gate.RequiredRight;
import io.mandate.command.given.GivenTenant;
import io.mandate.command.given.Shop;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.tenant.Policy;
import io.mandate.events.token.TokenEvent.TokenIssued;
import io.mandate.events.token.TokenEvent.TokenRevoked;
import io.mandate.events.token.TokenRight;
import io.mandate.events.user.PrincipalKind;
import io.mandate.events.user.UserEvent.UserDeleted;
import io.mandate.events.values.Actor;
import io.mandate.events.values.TokenId;
import io.mandate.events.values.UserId;
import io.mandate.live.identity.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.aggregate.TestExecutor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TokenTest {
    private static final TokenId TOKEN = new TokenId("t-1");
    private static final UserId BOT = new UserId("bot");
    private static final UserId KIM = new UserId("kim");
    private static final UserId GIL = new UserId("gil");
    private static final String HASH = "ab".repeat(32);
    private static final Instant SOON = Instant.parse("2026-11-26T18:00:00Z");
    private static final Set<TokenRight> BOTH = Set.of(TokenRight.ASK_ABOUT_OTHERS, TokenRight.ASSERT_PROPERTIES);

    private final GivenTenant tenant = Shop.tenant()
            .happened(
                    Shop.person("gil", Shop.ADMIN),
                    Shop.activated("gil"),
                    Shop.person("kim", Shop.PARTNER),
                    Shop.activated("kim"),
                    Shop.program("bot", PrincipalKind.SERVICE, null),
                    Shop.program("checkout", PrincipalKind.PAGE, null));

    private ResultValidator<TokenAggregate> issue(Caller caller, UserId principal, @Nullable Set<TokenRight> rights) {
        return given(caller, List.of()).when(new IssueToken(GivenTenant.TENANT, TOKEN, principal, HASH, rights, null));
    }

    private TestExecutor<TokenAggregate> given(Caller caller, List<?> events) {
        AggregateTestFixture<TokenAggregate> fixture = new AggregateTestFixture<>(TokenAggregate.class);
        fixture.registerInjectableResource(tenant.head());
        fixture.registerInjectableResource(GivenTenant.by(caller));
        return events.isEmpty() ? fixture.givenNoPriorActivity() : fixture.given(events);
    }

    private static TokenIssued issued(UserId principal, Set<TokenRight> rights) {
        return new TokenIssued(TOKEN, principal, HASH, new TreeSet<>(rights), null);
    }

    @Test
    void a_service_may_ask_about_others_and_assert_properties_unless_told_otherwise() {
        issue(GivenTenant.person("gil"), BOT, null).expectEvents(issued(BOT, BOTH));
        issue(GivenTenant.person("gil"), BOT, Set.of()).expectEvents(issued(BOT, Set.of()));
    }

    @Test
    void a_person_has_no_token_right_unless_given() {
        issue(GivenTenant.person("gil"), GIL, null).expectEvents(issued(GIL, Set.of()));
        issue(GivenTenant.person("gil"), GIL, BOTH).expectEvents(issued(GIL, BOTH));
    }

    @Test
    void nobody_gives_token_rights_that_he_does_not_hold() {
        refused(issue(GivenTenant.person("kim"), BOT, null), RejectionCode.PROFILE_ESCALATION);
        refused(
                issue(GivenTenant.service("bot", TokenRight.ASK_ABOUT_OTHERS), BOT, BOTH),
                RejectionCode.PROFILE_ESCALATION);
        issue(GivenTenant.service("bot", TokenRight.ASK_ABOUT_OTHERS), BOT, Set.of(TokenRight.ASK_ABOUT_OTHERS))
                .expectSuccessfulHandlerExecution();
        issue(GivenTenant.person("kim"), BOT, Set.of()).expectSuccessfulHandlerExecution();
        issue(GivenTenant.operator(), BOT, null).expectSuccessfulHandlerExecution();
    }

    @Test
    void living_with_the_operators_is_no_token_right_there() {
        refused(issue(operatorOfHere("kim"), BOT, null), RejectionCode.PROFILE_ESCALATION);
        refused(issue(operatorOfHere("kim"), KIM, BOTH), RejectionCode.PROFILE_ESCALATION);
        issue(operatorOfHere("kim"), BOT, Set.of()).expectSuccessfulHandlerExecution();
        issue(operatorOfHere("kim", TokenRight.ASK_ABOUT_OTHERS), BOT, Set.of(TokenRight.ASK_ABOUT_OTHERS))
                .expectSuccessfulHandlerExecution();
        issue(operatorOfHere("gil"), BOT, null).expectEvents(issued(BOT, BOTH));
        issue(new Caller(GivenTenant.TENANT, Actor.MANDATE, null, Set.of(), true), BOT, null)
                .expectEvents(issued(BOT, BOTH));
    }

    /// As one of the tenant of the operators calls about that tenant itself.
    private static Caller operatorOfHere(String id, TokenRight... rights) {
        return new Caller(
                GivenTenant.TENANT, new Actor(Actor.Kind.OPERATOR, new UserId(id)), null, Set.of(rights), true);
    }

    @Test
    void without_the_guard_everybody_who_may_issue_gives_every_right() {
        tenant.policy(Policy.GUARD_ESCALATION, "false");
        issue(GivenTenant.person("kim"), BOT, null).expectEvents(issued(BOT, BOTH));
    }

    @Test
    void there_is_no_token_for_nobody_for_the_deleted_and_for_pages() {
        tenant.happened(Shop.person("old", Shop.CUSTOMER), new UserDeleted(new UserId("old"), Shop.CUSTOMER, null));
        Caller gil = GivenTenant.person("gil");
        refused(issue(gil, new UserId("nobody"), null), RejectionCode.USER_NOT_FOUND);
        refused(issue(gil, new UserId("old"), null), RejectionCode.USER_DELETED);
        refused(issue(gil, new UserId("checkout"), null), RejectionCode.FIELD_INVALID);
    }

    @Test
    void the_same_id_never_gets_a_second_secret() {
        given(GivenTenant.person("gil"), List.of(issued(BOT, BOTH)))
                .when(new IssueToken(GivenTenant.TENANT, TOKEN, BOT, HASH, null, null))
                .expectException(IllegalStateException.class);
    }

    @Test
    void an_administrator_is_let_in_again_for_a_while_and_nobody_else() {
        tenant.happened(Shop.person("old", Shop.ADMIN), new UserDeleted(new UserId("old"), Shop.ADMIN, null));
        tenant.happened(Shop.person("new", Shop.ADMIN));
        readmit("gil").expectEvents(new TokenIssued(TOKEN, GIL, HASH, new TreeSet<>(), SOON));
        refused(readmit("kim"), RejectionCode.FIELD_INVALID);
        refused(readmit("bot"), RejectionCode.FIELD_INVALID);
        // Not activated.
        refused(readmit("new"), RejectionCode.FIELD_INVALID);
        refused(readmit("old"), RejectionCode.USER_DELETED);
        refused(readmit("nobody"), RejectionCode.USER_NOT_FOUND);
    }

    private ResultValidator<TokenAggregate> readmit(String administrator) {
        return given(GivenTenant.operator(), List.of())
                .when(new ReadmitAdministrator(GivenTenant.TENANT, TOKEN, new UserId(administrator), HASH, SOON));
    }

    @Test
    void revoking_is_idempotent() {
        RevokeToken revoke = new RevokeToken(GivenTenant.TENANT, TOKEN);
        TokenRevoked revoked = new TokenRevoked(TOKEN, BOT);
        given(GivenTenant.person("gil"), List.of(issued(BOT, BOTH)))
                .when(revoke)
                .expectEvents(revoked);
        given(GivenTenant.person("gil"), List.of(issued(BOT, BOTH), revoked))
                .when(revoke)
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        refused(given(GivenTenant.person("gil"), List.of()).when(revoke), RejectionCode.TOKEN_NOT_FOUND);
    }

    @Test
    void a_token_is_judged_as_something_of_its_principal() {
        tenant.happened(issued(new UserId("kim"), Set.of()));
        RequiredRight right = new RevokeToken(GivenTenant.TENANT, TOKEN).right(tenant.head());
        assertThat(right.node().value()).isEqualTo("administration/tokens");
        assertThat(right.action().value()).isEqualTo("revoke");
        assertThat(right.data().owner()).isEqualTo(new UserId("kim"));
        assertThat(right.data().attributes()).containsValue("PARTNER");
        assertThat(new RevokeToken(GivenTenant.TENANT, new TokenId("other"))
                        .right(tenant.head())
                        .data()
                        .owner())
                .isNull();
    }

    @Test
    void secrets_have_256_random_bits_and_never_show_by_accident() {
        TokenSecret secret = TokenSecret.generate();
        assertThat(secret.shown()).matches("mandate_[A-Za-z0-9_-]{43}");
        assertThat(secret.shown()).isNotEqualTo(TokenSecret.generate().shown());
        assertThat(secret.sha256()).matches("[0-9a-f]{64}");
        assertThat(secret.toString()).doesNotContain(secret.shown().substring(8));
    }

    private static void refused(ResultValidator<TokenAggregate> result, RejectionCode code) {
        result.expectException(RejectedException.class).expectExceptionMessage(code.name());
    }
}
