package io.mandate.command.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.command.given.GivenTenant;
import io.mandate.command.given.Shop;
import io.mandate.command.rules.Decision;
import io.mandate.command.user.UserState.Absent;
import io.mandate.events.DomainEvent;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.tenant.Policy;
import io.mandate.events.user.UserEvent;
import io.mandate.events.values.UserId;
import io.mandate.live.identity.Caller;
import java.util.List;

/// One principal of the shop after some events, and what the rules say to a command about it.
final class GivenUser {
    static final UserId EVE = new UserId("eve");
    static final String KEY = "key-of-eve";

    private final GivenTenant tenant;
    private final Caller caller;
    private UserState state = new Absent();

    private GivenUser(GivenTenant tenant, Caller caller) {
        this.tenant = tenant;
        this.caller = caller;
    }

    /// The shop without the principal; its administrator Gil commands.
    static GivenUser absent() {
        GivenTenant shop = Shop.tenant().happened(Shop.person("gil", Shop.ADMIN), Shop.activated("gil"));
        return new GivenUser(shop, GivenTenant.person("gil"));
    }

    /// The principal after these events.
    static GivenUser eve(UserEvent... events) {
        return absent().happened(events);
    }

    GivenUser happened(UserEvent... events) {
        tenant.happened(events);
        for (UserEvent event : events) {
            state = event.user().equals(EVE) ? state.after(event) : state;
        }
        return this;
    }

    GivenUser elsewhere(DomainEvent... events) {
        tenant.happened(events);
        return this;
    }

    GivenUser policy(Policy policy, String value) {
        tenant.policy(policy, value);
        return this;
    }

    GivenUser commandedBy(Caller other) {
        GivenUser same = new GivenUser(tenant, other);
        same.state = state;
        return same;
    }

    /// The events of an accepted command, which have then happened.
    List<UserEvent> accepted(UserCommand command) {
        return switch (UserRules.decide(state, command, tenant.head(), caller, KEY)) {
            case Decision.Accepted<UserEvent>(var events) -> {
                if (!events.isEmpty()) {
                    happened(events.toArray(UserEvent[]::new));
                }
                yield events;
            }
            case Decision.Rejected<UserEvent>(var rejection) ->
                throw new AssertionError("refused: " + rejection.code() + " " + rejection.parameters());
        };
    }

    Rejection refused(UserCommand command, RejectionCode code) {
        return switch (UserRules.decide(state, command, tenant.head(), caller, KEY)) {
            case Decision.Accepted<UserEvent>(var events) -> throw new AssertionError("accepted: " + events);
            case Decision.Rejected<UserEvent>(var rejection) -> {
                assertThat(rejection.code())
                        .as(String.valueOf(rejection.parameters()))
                        .isEqualTo(code);
                assertThat(rejection.message()).doesNotContain("{");
                yield rejection;
            }
        };
    }

    GivenTenant tenant() {
        return tenant;
    }
}
