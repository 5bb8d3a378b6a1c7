package io.mandate.query.decision;

import io.mandate.access.AccessView;
import io.mandate.access.decision.AccessRules;
import io.mandate.access.decision.AssertedRecord;
import io.mandate.access.decision.Decision;
import io.mandate.access.decision.PrincipalRecord;
import io.mandate.access.decision.Question;
import io.mandate.access.navigation.NavigationTree;
import io.mandate.access.permission.EffectivePermissions;
import io.mandate.access.permission.Permission;
import io.mandate.access.setting.EffectiveSetting;
import io.mandate.access.setting.EffectiveSettings;
import io.mandate.access.user.Subject;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.token.TokenRight;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.FieldName;
import io.mandate.events.values.InvalidValueException;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.SettingValue;
import io.mandate.events.values.UserId;
import io.mandate.http.description.Described;
import io.mandate.http.request.MinPosition;
import io.mandate.http.request.RequestFacts;
import io.mandate.http.request.Revisions;
import io.mandate.live.identity.Caller;
import io.mandate.query.history.AsOf;
import io.mandate.query.history.PastReads;
import io.mandate.query.history.PastViews;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What follows from decisions for one user: everything he may do, his sidebar, his settings. The entity
/// tag is the last position that may have changed any of it, so a service can keep its copy until that
/// moves.
@RestController
@RequestMapping("/v1/users/{user}")
class EffectiveController {
    private static final ActionName VIEW = new ActionName("view");

    private final DecisionView views;
    private final PastViews past;
    private final PastReads reads;

    EffectiveController(DecisionView views, PastViews past, PastReads reads) {
        this.views = views;
        this.past = past;
        this.reads = reads;
    }

    /// @param scope null: every record
    /// @param maskedFields must be masked before they are shown and must not be written
    record PermissionItem(
            NodeKey node, ActionName action, @Nullable ScopeExpression scope, List<String> maskedFields) {}

    record Permissions(List<PermissionItem> permissions) {}

    record Navigation(List<NavigationTree.Entry> entries) {}

    /// @param source PROFILE or CATALOG
    /// @param outdated the profile says another value, which the catalog allows no more
    record SettingItem(
            String setting,
            @Nullable SettingValue value,
            EffectiveSetting.Source source,
            boolean applies,
            boolean outdated) {}

    record Settings(List<SettingItem> settings) {}

    @Described(summary = "Everything a user may do")
    @GetMapping("/permissions")
    ResponseEntity<Permissions> permissions(
            @PathVariable UserId user,
            @RequestHeader(value = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String known,
            @RequestParam(required = false) @Nullable String at,
            @RequestParam(name = "as_of", required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable String position,
            Caller caller,
            RequestFacts facts,
            MinPosition atLeast) {
        return answer(
                view(caller, facts, "permissions", user, atLeast, instant(at, asOf), position),
                user,
                known,
                view -> new Permissions(
                        EffectivePermissions.of(view, user)
                                .map(EffectivePermissions::permissions)
                                .orElse(List.of())
                                .stream()
                                .map(EffectiveController::item)
                                .toList()));
    }

    @Described(summary = "The navigation of a user")
    @GetMapping("/navigation")
    ResponseEntity<Navigation> navigation(
            @PathVariable UserId user,
            @RequestHeader(value = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String known,
            @RequestParam(required = false) @Nullable String at,
            @RequestParam(name = "as_of", required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable String position,
            Caller caller,
            RequestFacts facts,
            MinPosition atLeast) {
        return answer(
                view(caller, facts, "navigation", user, atLeast, instant(at, asOf), position),
                user,
                known,
                view -> new Navigation(NavigationTree.of(view, user)
                        .map(NavigationTree::entries)
                        .orElse(List.of())));
    }

    @Described(summary = "The settings of a user")
    @GetMapping("/settings")
    ResponseEntity<Settings> settings(
            @PathVariable UserId user,
            @RequestHeader(value = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String known,
            @RequestParam(required = false) @Nullable String at,
            @RequestParam(name = "as_of", required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable String position,
            Caller caller,
            RequestFacts facts,
            MinPosition atLeast) {
        return answer(
                view(caller, facts, "settings", user, atLeast, instant(at, asOf), position),
                user,
                known,
                view -> new Settings(
                        EffectiveSettings.of(view, user).map(EffectiveSettings::settings).orElse(List.of()).stream()
                                .map(setting -> new SettingItem(
                                        setting.setting().value(),
                                        setting.value(),
                                        setting.source(),
                                        setting.applies(),
                                        setting.outdated()))
                                .toList()));
    }

    private <T> ResponseEntity<T> answer(
            AccessView view, UserId user, @Nullable String known, Function<AccessView, T> question) {
        Subject subject = found(view.user(user), user);
        String tag = Revisions.tag(views.store(), EffectivePermissions.affectedAt(view, subject));
        boolean unchanged = Revisions.known(known, tag);
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(unchanged ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
                .header(HttpHeaders.ETAG, tag);
        views.head(view, answer::header);
        return unchanged ? answer.build() : answer.body(question.apply(view));
    }

    /// In decisions the same is called `as_of`.
    private static @Nullable String instant(@Nullable String at, @Nullable String asOf) {
        if (at != null && asOf != null) {
            throw new InvalidValueException("as_of", "must not be given beside at");
        }
        return at == null ? asOf : at;
    }

    /// The moment that is asked about, for whoever may ask. A look at the past is noted first.
    private AccessView view(
            Caller caller,
            RequestFacts facts,
            String what,
            UserId user,
            MinPosition atLeast,
            @Nullable String at,
            @Nullable String position) {
        AccessView newest = views.at(caller.tenant(), atLeast);
        AsOf moment = AsOf.of(at, position, newest.tenantState().zone());
        if (moment.isNow()) {
            if (user.equals(caller.actor().id()) || caller.holds(TokenRight.ASK_ABOUT_OTHERS)) {
                return newest;
            }
            AccessView head = past.atHead(caller.tenant(), atLeast);
            visible(head, caller, user);
            return head;
        }
        if (!PastReads.asksForItsProduct(caller)) {
            PastReads.require(past.atHead(caller.tenant(), atLeast), caller);
        }
        AccessView view = past.at(caller.tenant(), moment);
        SortedMap<String, String> asked = new TreeMap<>();
        asked.put("user", user.value());
        asked.put("moment", moment.toString());
        asked.put("position", String.valueOf(view.position()));
        reads.note(caller, facts.ip(), "GET /v1/users/{user}/" + what, asked);
        return view;
    }

    /// Whoever asks about others without a token for that needs to view users. Who is out of the caller's reach does
    /// not exist for him.
    private static void visible(AccessView view, Caller caller, UserId user) {
        Subject subject = view.user(user);
        UserId asker = caller.actor().id();
        Decision decision = AccessRules.decide(view, Question.about(asker, PrincipalRecord.USERS, VIEW));
        if (!decision.allowed()) {
            throw new RejectedException(Rejection.of(
                    RejectionCode.NOT_PERMITTED,
                    "action",
                    VIEW,
                    "resource",
                    PrincipalRecord.USERS,
                    "decisionReason",
                    decision.reason()));
        }
        Question question = new Question(
                asker,
                PrincipalRecord.USERS,
                VIEW,
                new RecordId(user.value()),
                AssertedRecord.of(PrincipalRecord.of(view, subject)),
                Map.of());
        boolean inReach = AccessRules.decide(view, question).allowed();
        found(inReach ? subject : null, user);
    }

    private static Subject found(@Nullable Subject subject, UserId user) {
        if (subject == null) {
            throw new RejectedException(Rejection.of(RejectionCode.USER_NOT_FOUND, "user", user));
        }
        return subject;
    }

    private static PermissionItem item(Permission permission) {
        return new PermissionItem(
                permission.node(),
                permission.action(),
                permission.decision().conditional() ? permission.decision().scope() : null,
                permission.decision().maskedFields().stream()
                        .map(FieldName::value)
                        .toList());
    }
}
