package io.mandate.command.user;

import io.mandate.command.gate.Proviso;
import io.mandate.command.gate.Writes;
import io.mandate.command.preview.PreviewBody;
import io.mandate.command.preview.PreviewPage;
import io.mandate.command.preview.Previews;
import io.mandate.command.request.Fields;
import io.mandate.events.values.UserId;
import io.mandate.http.description.Described;
import io.mandate.http.json.StrictJson;
import io.mandate.http.request.RequestFacts;
import io.mandate.live.identity.Caller;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `POST /v1/users/{user}/preview`: what it would do to assign, suspend or move a user.
@RestController
class UserPreviewController {
    private static final int MOST_CHANGES = 20;
    private final Previews previews;
    private final StrictJson json;

    UserPreviewController(Previews previews, StrictJson json) {
        this.previews = previews;
        this.json = json;
    }

    record UserPreviewBody(
            @Nullable List<@Nullable UserChangeBody> changes,
            @Nullable String reason) {}

    @Described(summary = "Preview changes of a user", body = UserPreviewBody.class)
    @PostMapping("/v1/users/{user}/preview")
    ResponseEntity<PreviewBody> preview(
            Caller caller,
            RequestFacts facts,
            @PathVariable String user,
            @RequestParam(required = false) @Nullable UserId after,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestBody byte[] bytes) {
        UserPreviewBody body = json.read(bytes, UserPreviewBody.class);
        return previews.of(
                Writes.request(caller, facts.withReason(body.reason()), bytes),
                commands(caller, new UserId(user), Fields.required("changes", body.changes())),
                Proviso.NONE,
                PreviewPage.of(after, limit));
    }

    private static List<UserCommand> commands(Caller caller, UserId user, List<@Nullable UserChangeBody> changes) {
        if (changes.isEmpty() || changes.size() > MOST_CHANGES) {
            throw Fields.invalid("changes", "must be 1 to " + MOST_CHANGES);
        }
        List<UserCommand> commands = new ArrayList<>();
        for (UserChangeBody change : changes) {
            commands.add(Fields.required("changes", change).of(caller.tenant(), user));
        }
        return commands;
    }
}
