package io.mandate.access.oracle;

import io.mandate.events.values.Label;
import io.mandate.events.values.NodeKey;
import java.util.List;

/// An entry of a sidebar, with those below it.
record Shown(NodeKey node, Label label, List<Shown> below) {}
