package io.mandate.command.profile;

import com.github.f4b6a3.uuid.UuidCreator;
import io.mandate.command.gate.ChangeRequest;
import io.mandate.command.gate.Changed;
import io.mandate.command.gate.ReasonBody;
import io.mandate.command.gate.Writes;
import io.mandate.command.preview.PastLooks;
import io.mandate.command.preview.PreviewBody;
import io.mandate.command.preview.PreviewPage;
import io.mandate.command.preview.Previews;
import io.mandate.command.request.Fields;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.UserId;
import io.mandate.http.description.Described;
import io.mandate.http.json.StrictJson;
import io.mandate.http.request.RequestFacts;
import io.mandate.http.request.Revisions;
import io.mandate.live.identity.Caller;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Creates, saves and deletes profiles.
@RestController
@RequestMapping("/v1/profiles")
class ProfileController {
    private static final String PROFILES = "/v1/profiles";

    private final Writes writes;
    private final Previews previews;
    private final PastLooks looks;
    private final StrictJson json;

    ProfileController(Writes writes, Previews previews, PastLooks looks, StrictJson json) {
        this.writes = writes;
        this.previews = previews;
        this.looks = looks;
        this.json = json;
    }

    /// CreateProfile. Without an id one is made up.
    @Described(summary = "Create a profile", answer = Changed.class, body = CreateBody.class, status = 201)
    @PostMapping
    ResponseEntity<Map<String, Object>> create(Caller caller, RequestFacts facts, @RequestBody byte[] body) {
        CreateBody wish = json.read(body, CreateBody.class);
        return writes.create(
                caller,
                facts.withReason(wish.reason()),
                body,
                PROFILES,
                wish.command(ProfileTarget.of(caller.tenant(), orNew(wish.id()))));
    }

    /// SaveProfile: all changes or none.
    @Described(summary = "Save a profile: all changes or none", answer = Changed.class, body = SaveBody.class)
    @PatchMapping("/{profile}")
    ResponseEntity<Map<String, Object>> save(
            Caller caller,
            RequestFacts facts,
            @PathVariable String profile,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody byte[] body) {
        ProfileTarget target = seen(caller, profile, ifMatch);
        SaveBody wish = json.read(body, SaveBody.class);
        SaveProfile command =
                new SaveProfile(target, ChangeBody.all(target, ChangeBody.given(wish.changes(), "changes")));
        return writes.change(caller, facts.withReason(wish.reason()), body, command);
    }

    /// DeleteProfile.
    @Described(summary = "Delete a profile", answer = Changed.class, body = ReasonBody.class)
    @DeleteMapping("/{profile}")
    ResponseEntity<Map<String, Object>> delete(
            Caller caller,
            RequestFacts facts,
            @PathVariable String profile,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody(required = false) byte @Nullable [] bytes) {
        return writes.bare(caller, facts, bytes, new DeleteProfile(seen(caller, profile, ifMatch)));
    }

    /// CloneProfile. Without an id one is made up.
    @Described(summary = "Clone a profile", body = CloneBody.class, answer = Changed.class, status = 201)
    @PostMapping("/{profile}/clone")
    ResponseEntity<Map<String, Object>> clone(
            Caller caller, RequestFacts facts, @PathVariable String profile, @RequestBody byte[] body) {
        CloneBody wish = json.read(body, CloneBody.class);
        ProfileTarget target = ProfileTarget.of(caller.tenant(), orNew(wish.id()));
        return writes.create(
                caller,
                facts.withReason(wish.reason()),
                body,
                PROFILES,
                new CloneProfile(target, new ProfileId(profile), wish.revision(), wish.name(), wish.code()));
    }

    /// What a SaveProfile would do. Without `If-Match` whatever the revision is.
    @Described(summary = "Preview a save of a profile", body = SaveBody.class, answer = PreviewBody.class)
    @PostMapping("/{profile}/preview")
    ResponseEntity<PreviewBody> preview(
            Caller caller,
            RequestFacts facts,
            @PathVariable String profile,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestParam(required = false) @Nullable UserId after,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestBody byte[] body) {
        OptionalLong revision = Revisions.expected(ifMatch);
        ProfileTarget target = new ProfileTarget(
                caller.tenant(), new ProfileId(profile), revision.isPresent() ? (Long) revision.getAsLong() : null);
        SaveBody wish = json.read(body, SaveBody.class);
        return previews.ofProfile(
                Writes.request(caller, facts.withReason(wish.reason()), body),
                new SaveProfile(target, ChangeBody.all(target, ChangeBody.given(wish.changes(), "changes"))),
                target.profile(),
                PreviewPage.of(after, limit));
    }

    /// What a RestoreProfile would do.
    @Described(summary = "Preview a restore of a profile", body = RestoreBody.class, answer = PreviewBody.class)
    @PostMapping(path = "/{profile}/restore", params = "preview=true")
    ResponseEntity<PreviewBody> previewRestore(
            Caller caller,
            RequestFacts facts,
            @PathVariable String profile,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestParam(required = false) @Nullable UserId after,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestBody byte[] body) {
        ProfileTarget target = seen(caller, profile, ifMatch);
        RestoreBody wish = json.read(body, RestoreBody.class);
        long revision = Fields.required("toRevision", wish.toRevision());
        PreviewPage page = PreviewPage.of(after, limit);
        ChangeRequest request = Writes.request(caller, facts.withReason(wish.reason()), body);
        return looks.noted(
                request,
                "POST /v1/profiles/{profile}/restore?preview=true",
                page.asked(Map.of("profile", target.profile().value(), "toRevision", Long.toString(revision))),
                () -> previews.ofProfile(request, new RestoreProfile(target, revision), target.profile(), page));
    }

    /// RestoreProfile.
    @Described(summary = "Restore a revision of a profile", body = RestoreBody.class, answer = Changed.class)
    @PostMapping(path = "/{profile}/restore", params = "preview!=true")
    ResponseEntity<Map<String, Object>> restore(
            Caller caller,
            RequestFacts facts,
            @PathVariable String profile,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody byte[] body) {
        ProfileTarget target = seen(caller, profile, ifMatch);
        RestoreBody wish = json.read(body, RestoreBody.class);
        return writes.change(
                caller,
                facts.withReason(wish.reason()),
                body,
                new RestoreProfile(target, Fields.required("toRevision", wish.toRevision())));
    }

    private static ProfileId orNew(@Nullable ProfileId wished) {
        return wished == null ? new ProfileId(UuidCreator.getTimeOrderedEpoch().toString()) : wished;
    }

    private static ProfileTarget seen(Caller caller, String profile, @Nullable String ifMatch) {
        return new ProfileTarget(caller.tenant(), new ProfileId(profile), Revisions.required(ifMatch));
    }

    record CreateBody(
            @Nullable ProfileId id,
            @Nullable String name,
            @Nullable String description,
            @Nullable String code,
            @Nullable RoleTypeKey roleType,
            @Nullable RoleKey associatedRole,
            @Nullable ActionSet defaultActions,
            @Nullable String permissionType,
            @Nullable Boolean maskSensitiveData,
            @Nullable List<@Nullable ChangeBody> changes,
            @Nullable String reason) {
        CreateProfile command(ProfileTarget target) {
            return new CreateProfile(
                    target,
                    name,
                    description,
                    code,
                    roleType,
                    associatedRole,
                    defaultActions,
                    permissionType,
                    maskSensitiveData,
                    ChangeBody.all(target, changes));
        }
    }

    /// @param revision left out: as it is now
    record CloneBody(
            @Nullable ProfileId id,
            @Nullable String name,
            @Nullable Long revision,
            @Nullable String code,
            @Nullable String reason) {}

    record RestoreBody(@Nullable Long toRevision, @Nullable String reason) {}

    record SaveBody(
            @Nullable List<@Nullable ChangeBody> changes,
            @Nullable String reason) {}
}
