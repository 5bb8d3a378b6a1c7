package io.mandate.query.profile;

import io.mandate.events.values.ActionName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.http.description.Described;
import io.mandate.http.request.MinPosition;
import io.mandate.http.request.RequestFacts;
import io.mandate.live.identity.Caller;
import io.mandate.query.asked.Asked;
import io.mandate.query.history.PastReads;
import io.mandate.query.position.Answers;
import io.mandate.query.position.ModelAnswer;
import io.mandate.query.position.ModelReads;
import io.mandate.query.position.Page;
import io.mandate.query.position.PageRequest;
import io.mandate.query.position.Permission;
import io.mandate.query.user.UserQueries;
import io.mandate.query.user.UserView;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Lists and shows profiles, who has them, and what became of them.
@RestController
class ProfileController {
    private final ModelReads models;
    private final ProfileHistory history;
    private final PastReads reads;

    ProfileController(ModelReads models, ProfileHistory history, PastReads reads) {
        this.models = models;
        this.history = history;
        this.reads = reads;
    }

    @Described(summary = "List profiles")
    @GetMapping("/v1/profiles")
    ResponseEntity<Page<ProfileListItem>> profiles(
            Caller caller,
            MinPosition atLeast,
            @RequestParam(required = false) @Nullable String text,
            @RequestParam(required = false) @Nullable RoleTypeKey roleType,
            @RequestParam(required = false) @Nullable NodeKey node,
            @RequestParam(required = false) @Nullable ActionName action,
            @RequestParam(required = false) @Nullable Boolean unused,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Boolean count) {
        ProfileFilter filter = new ProfileFilter(text, roleType, node, action, unused);
        PageRequest page = PageRequest.of("profiles", after, limit, count);
        return Page.of(models.read(
                caller, Permission.VIEW_PROFILES, atLeast, view -> ProfileQueries.find(view, filter, page)));
    }

    @Described(summary = "Read a profile, with what it inherits and from where")
    @GetMapping("/v1/profiles/{profile}")
    ResponseEntity<ProfileView> profile(Caller caller, MinPosition atLeast, @PathVariable ProfileId profile) {
        ModelAnswer<ProfileView> answer =
                models.read(caller, Permission.VIEW_PROFILES, atLeast, view -> ProfileQueries.get(view, profile));
        return Answers.of(answer, answer.body().profile().revision());
    }

    /// Principals of every kind that have the profile: who must get another one before it can be deleted.
    @Described(summary = "List the users of a profile")
    @GetMapping("/v1/profiles/{profile}/users")
    ResponseEntity<Page<UserView>> users(
            Caller caller,
            MinPosition atLeast,
            @PathVariable ProfileId profile,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Boolean count) {
        PageRequest page = PageRequest.of("profile-users", after, limit, count);
        return Page.of(models.read(caller, Permission.VIEW_USERS, atLeast, view -> {
            ProfileQueries.require(view, profile);
            return UserQueries.ofProfile(view, profile, page);
        }));
    }

    /// The newest first; also of a profile that was deleted. What a profile was is of the past, too, though whoever may
    /// view profiles may read it.
    @Described(summary = "List the revisions of a profile")
    @GetMapping("/v1/profiles/{profile}/revisions")
    ResponseEntity<Page<ProfileHistory.Revision>> revisions(
            Caller caller,
            RequestFacts facts,
            MinPosition atLeast,
            @PathVariable ProfileId profile,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Boolean count) {
        PageRequest page = PageRequest.of("revisions", after, limit, count);
        long before = ProfileHistory.before(page);
        Asked asked = new Asked().with("profile", profile).page(after, limit, count);
        note(caller, facts, "GET /v1/profiles/{profile}/revisions", asked);
        return Page.of(models.read(
                caller, Permission.VIEW_PROFILES, atLeast, view -> history.revisions(view, profile, before, page)));
    }

    /// What differs between two revisions, by permission; without revisions: what the last one changed.
    @Described(summary = "Compare two revisions of a profile")
    @GetMapping("/v1/profiles/{profile}/diff")
    ResponseEntity<ProfileDiff> diff(
            Caller caller,
            RequestFacts facts,
            MinPosition atLeast,
            @PathVariable ProfileId profile,
            @RequestParam(required = false) @Nullable Long from,
            @RequestParam(required = false) @Nullable Long to) {
        Asked asked = new Asked().with("profile", profile).with("from", from).with("to", to);
        note(caller, facts, "GET /v1/profiles/{profile}/diff", asked);
        return Answers.of(
                models.read(caller, Permission.VIEW_PROFILES, atLeast, view -> history.diff(view, profile, from, to)));
    }

    /// Before it is looked up: that there was nothing, or nothing that the caller reaches, is an answer, too.
    private void note(Caller caller, RequestFacts facts, String what, Asked asked) {
        models.require(caller, Permission.VIEW_PROFILES);
        reads.note(caller, facts.ip(), what, asked.facts());
    }
}
