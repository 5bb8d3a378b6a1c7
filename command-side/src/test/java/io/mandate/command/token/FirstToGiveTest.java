package io.mandate.command.token;

import static io.mandate.command.testing.Acme.CLERKS;
import static io.mandate.command.testing.Acme.GIL;
import static io.mandate.command.testing.Acme.MARIA;
import static io.mandate.command.testing.Acme.ROOT;
import static io.mandate.command.testing.Acme.STAFF;
import static io.mandate.events.token.TokenRight.ASK_ABOUT_OTHERS;
import static io.mandate.events.token.TokenRight.ASSERT_PROPERTIES;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.command.given.GivenTenant;
import io.mandate.command.given.Shop;
import io.mandate.command.testing.Acme;
import io.mandate.command.testing.Recorded;
import io.mandate.command.token.TokenState.Absent;
import io.mandate.events.DomainEvent;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.token.TokenEvent.TokenIssued;
import io.mandate.events.token.TokenEvent.TokenRevoked;
import io.mandate.events.token.TokenRight;
import io.mandate.events.user.PrincipalKind;
import io.mandate.events.user.UserEvent.UserSuspended;
import io.mandate.events.values.TokenId;
import io.mandate.events.values.UserId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Acme has no superuser. Gil edits its catalog and calls with a plain token; Maria's may ask and assert.
class FirstToGiveTest {
    private static final UserId BOT = new UserId("bot");
    private static final UserId SAM = new UserId("sam");
    private static final UserId EVE = new UserId("eve");
    private static final TokenId FIRST = new TokenId("t-1");
    private static final String HASH = "ab".repeat(32);
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

    private final GivenTenant tenant = new GivenTenant();

    FirstToGiveTest() {
        Stream.of(Acme.begin(GivenTenant.TENANT)).forEach(command -> tenant.happened(((Recorded) command).events()));
        tenant.happened(Shop.program("bot", PrincipalKind.SERVICE, null), Shop.activated("bot"));
        tenant.happened(Acme.user(GivenTenant.TENANT, SAM, STAFF, CLERKS).events());
    }

    /// After which nobody is left who could give both rights.
    enum Loss {
        REVOKED(issued(MARIA, null), new TokenRevoked(FIRST, MARIA)),
        EXPIRED(issued(MARIA, NOW)),
        SUSPENDED(issued(MARIA, null), new UserSuspended(MARIA)),
        NEVER_THERE(new UserSuspended(SAM)),
        OF_A_SERVICE(issued(BOT, null));

        private final DomainEvent[] events;

        Loss(DomainEvent... events) {
            this.events = events;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoever_edits_the_catalog_gives_what_nobody_holds(Loss loss) {
        Arrays.stream(loss.events).forEach(tenant::happened);

        assertThat(refusal(GIL, BOT, null)).isEmpty();
        assertThat(refusal(GIL, GIL, Set.of(ASK_ABOUT_OTHERS))).isEmpty();
        assertThat(refusal(SAM, BOT, null)).as("edits no catalog").hasValue(RejectionCode.PROFILE_ESCALATION);
    }

    @Test
    void but_not_what_somebody_could_give() {
        tenant.happened(issued(MARIA, NOW.plusSeconds(1), ASK_ABOUT_OTHERS));

        assertThat(refusal(GIL, BOT, null)).hasValue(RejectionCode.PROFILE_ESCALATION);
        assertThat(refusal(GIL, BOT, Set.of(ASK_ABOUT_OTHERS))).hasValue(RejectionCode.PROFILE_ESCALATION);
        assertThat(refusal(GIL, BOT, Set.of(ASSERT_PROPERTIES))).isEmpty();
    }

    @Test
    void nor_what_a_superuser_could() {
        tenant.happened(Acme.user(GivenTenant.TENANT, EVE, ROOT, null).events());
        assertThat(refusal(GIL, BOT, null)).hasValue(RejectionCode.PROFILE_ESCALATION);

        tenant.happened(new UserSuspended(EVE));
        assertThat(refusal(GIL, BOT, null)).isEmpty();
    }

    private Optional<RejectionCode> refusal(UserId giver, UserId principal, @Nullable Set<TokenRight> rights) {
        IssueToken command = new IssueToken(GivenTenant.TENANT, new TokenId("t-2"), principal, HASH, rights, null);
        try {
            TokenRules.decide(new Absent(), command, tenant.head(), Acme.caller(GivenTenant.TENANT, giver), NOW)
                    .commit(_ -> {});
            return Optional.empty();
        } catch (RejectedException e) {
            return Optional.of(e.rejection().code());
        }
    }

    private static TokenIssued issued(UserId principal, @Nullable Instant expiresAt, TokenRight... rights) {
        List<TokenRight> given = rights.length == 0 ? List.of(TokenRight.values()) : List.of(rights);
        return new TokenIssued(FIRST, principal, HASH, new TreeSet<>(given), expiresAt);
    }
}
