package io.mandate.command.gate;

import java.util.List;
import java.util.Map;

/// The answer to a change, as [Writes] writes it.
///
/// @param id of what was changed or made
/// @param revision what `If-Match` takes
/// @param position at which the change is visible
/// @param warnings what was noticed and refused nothing, such as a soft quota passed
public record Changed(String id, long revision, String position, List<Map<String, Object>> warnings) {}
