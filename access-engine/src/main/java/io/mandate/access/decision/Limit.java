package io.mandate.access.decision;

import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ScopeExpression;

/// A scope with the node and the event it comes from.
record Limit(ScopeExpression scope, NodeKey node, long fact) {}
