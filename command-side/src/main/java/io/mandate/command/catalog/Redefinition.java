package io.mandate.command.catalog;

import io.mandate.access.catalog.Defined;
import io.mandate.command.rules.Decision;
import io.mandate.events.catalog.CatalogEvent;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The event by which a thing of the catalog becomes what is wished, if it is not so already.
final class Redefinition {
    private Redefinition() {}

    /// @param known the thing so far; null: there is none
    /// @param event makes the event from the definition before, which is null where there was none
    static <D> Decision<CatalogEvent> of(
            @Nullable Defined<D> known, D wished, Function<@Nullable D, CatalogEvent> event) {
        if (known == null) {
            return Decision.accept(event.apply(null));
        }
        return known.retired() || !known.definition().equals(wished)
                ? Decision.accept(event.apply(known.definition()))
                : Decision.unchanged();
    }
}
