package io.mandate.command.gate;

import io.mandate.access.AccessView;
import io.mandate.events.DomainEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What must hold for a change beside the rules of its commands. It is judged under the tenant's lock, and refuses with
/// a [io.mandate.events.problem.RejectedException].
public interface Proviso {
    /// Nothing more than the commands' own rules.
    Proviso NONE = new Proviso() {};

    /// Judges the head, when the caller was found to be allowed every command and none was carried out.
    default void before(AccessView head) {}

    /// Judges what the commands together came to.
    default void after(List<DomainEvent> happened) {}

    /// What caused the change, at most 128 characters; null: its own commands.
    default @Nullable String cause() {
        return null;
    }
}
