package io.mandate.query.decision;

import io.mandate.access.catalog.Catalog;
import io.mandate.access.catalog.CatalogNode;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.NodeKey;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Names that stand for nothing. The engine is asked about one of them where the caller's could stand for nothing in
/// any catalog: so its steps keep their order, and who may do nothing at all is told so first.
final class VacantNames {
    private VacantNames() {}

    /// A key that no node of the catalog has or ever had.
    static NodeKey node(Catalog catalog) {
        return first(names().map(NodeKey::new), key -> catalog.node(key) == null);
    }

    /// An action that the node does not support.
    static ActionName action(@Nullable CatalogNode node) {
        return first(
                names().map(ActionName::new),
                action -> node == null || !node.definition().supportedActions().contains(action));
    }

    private static <T> T first(Stream<T> names, Predicate<T> vacant) {
        return names.filter(vacant).findFirst().orElseThrow();
    }

    private static Stream<String> names() {
        return IntStream.iterate(0, number -> number + 1).mapToObj(number -> "none-" + number);
    }
}
