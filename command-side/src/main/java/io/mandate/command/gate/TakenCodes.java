package io.mandate.command.gate;

import io.mandate.access.AccessView;
import io.mandate.access.decision.AccessRules;
import io.mandate.access.decision.Decision;
import io.mandate.access.decision.Question;
import io.mandate.access.profile.Profile;
import io.mandate.command.invariants.UniqueForms;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.Actor;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.TenantId;
import io.mandate.live.LiveIndex;
import io.mandate.live.identity.Caller;
import org.springframework.stereotype.Component;

/// Says which profile has a code that was asked for: to those who may view every profile. Whoever sees some of them
/// learns that the code is taken, and not by whom.
@Component
class TakenCodes {
    private static final NodeKey PROFILES = new NodeKey("administration/profiles");
    private static final ActionName VIEW = new ActionName("view");

    private final LiveIndex live;

    TakenCodes(LiveIndex live) {
        this.live = live;
    }

    Rejection in(Caller caller, TenantId tenant, Rejection rejection) {
        if (rejection.code() != RejectionCode.PROFILE_CODE_TAKEN
                || !caller.tenant().equals(tenant)
                || caller.actor().kind() == Actor.Kind.SYSTEM) {
            return rejection;
        }
        AccessView view = live.index().now(tenant);
        String code =
                UniqueForms.profileCode(String.valueOf(rejection.parameters().get("code")));
        Decision decision =
                AccessRules.decide(view, Question.about(caller.actor().id(), PROFILES, VIEW));
        return !decision.allowed() || decision.conditional()
                ? rejection
                : view.profiles().stream()
                        .filter(profile -> profile.code() != null
                                && UniqueForms.profileCode(profile.code()).equals(code))
                        .findFirst()
                        .map(holder -> told(rejection, holder))
                        .orElse(rejection);
    }

    private static Rejection told(Rejection rejection, Profile holder) {
        return rejection.with("holder", holder.name()).with("profile", holder.id());
    }
}
