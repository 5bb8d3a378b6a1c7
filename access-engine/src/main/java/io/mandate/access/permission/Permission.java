package io.mandate.access.permission;

import io.mandate.access.decision.Decision;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.NodeKey;

/// Something a user may do.
///
/// @param decision always an allowing one; its scope says for which records
public record Permission(NodeKey node, ActionName action, Decision decision) {}
