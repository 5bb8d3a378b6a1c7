package io.mandate.command.preview;

import io.mandate.access.difference.AccessDifference;
import io.mandate.access.difference.AccessDifference.Excerpt;
import io.mandate.command.gate.ChangeRequest;
import io.mandate.command.gate.CommandGate;
import io.mandate.command.gate.Proviso;
import io.mandate.command.gate.TenantCommand;
import io.mandate.command.gate.Trial;
import io.mandate.events.values.ProfileId;
import io.mandate.http.difference.DifferenceView;
import io.mandate.http.difference.PermissionItem;
import io.mandate.http.request.MinPosition;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/// Tries changes and answers what they would do. The difference is worked out after the lock is given back: both views
/// stay as they are.
@Component
public class Previews {
    private final CommandGate gate;

    Previews(CommandGate gate) {
        this.gate = gate;
    }

    /// What the commands would do, or the refusal they would meet.
    public ResponseEntity<PreviewBody> of(
            ChangeRequest request, List<? extends TenantCommand> commands, Proviso proviso, PreviewPage page) {
        return answer(gate.preview(request, commands, proviso), null, page);
    }

    /// The same, with what one profile would give by itself.
    public ResponseEntity<PreviewBody> ofProfile(
            ChangeRequest request, TenantCommand command, ProfileId profile, PreviewPage page) {
        Trial trial = gate.preview(request, List.of(command), Proviso.NONE);
        return answer(
                trial, PermissionItem.all(AccessDifference.ofProfile(trial.before(), trial.after(), profile)), page);
    }

    private static ResponseEntity<PreviewBody> answer(
            Trial trial, @Nullable List<PermissionItem> profile, PreviewPage page) {
        AccessDifference difference = AccessDifference.between(
                trial.before(), trial.after(), new Excerpt(page.after(), page.limit(), trial.viewable()));
        return ResponseEntity.ok()
                .header(MinPosition.ANSWER, trial.position().toString())
                .body(new PreviewBody(
                        trial.position(),
                        trial.changed(),
                        trial.revision(),
                        trial.warnings(),
                        profile,
                        DifferenceView.of(difference),
                        difference.more() ? difference.listed().getLast().user() : null));
    }
}
