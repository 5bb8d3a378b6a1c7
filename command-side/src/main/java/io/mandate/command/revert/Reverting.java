package io.mandate.command.revert;

import io.mandate.command.gate.Proviso;
import io.mandate.command.gate.TenantCommand;
import io.mandate.events.values.Position;
import java.util.List;

/// What it takes to revert a commit.
///
/// @param end the end of that commit
/// @param commands all of them, or none
/// @param untouched what must hold besides
record Reverting(Position end, List<TenantCommand> commands, Proviso untouched) {
    Reverting {
        commands = List.copyOf(commands);
    }
}
