package io.mandate.command.catalog;

import io.mandate.access.catalog.Defined;
import io.mandate.command.rules.Decision;
import io.mandate.events.catalog.CatalogEvent;
import io.mandate.events.catalog.CatalogEvent.SettingDefined;
import io.mandate.events.catalog.SettingDefinition;
import io.mandate.events.catalog.SettingType;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.SettingKey;
import org.jspecify.annotations.Nullable;

/// What it takes to make one setting what is wished. The kind of its values and its module are for ever: profiles hold
/// values of that kind.
final class SettingDifference {
    private SettingDifference() {}

    static Decision<CatalogEvent> of(
            @Nullable Defined<SettingDefinition> known, SettingKey key, SettingDefinition wished) {
        if (known != null) {
            SettingDefinition before = known.definition();
            if (!before.module().equals(wished.module()) || !kind(before.type()).equals(kind(wished.type()))) {
                return Decision.reject(
                        RejectionCode.CATALOG_KIND_FIXED,
                        "key",
                        key,
                        "before",
                        kind(before.type()) + " of " + before.module(),
                        "after",
                        kind(wished.type()) + " of " + wished.module());
            }
        }
        return Redefinition.of(known, wished, previous -> new SettingDefined(key, wished, previous));
    }

    private static String kind(SettingType type) {
        return switch (type) {
            case SettingType.BooleanType _ -> "BOOLEAN";
            case SettingType.IntegerType _ -> "INTEGER";
            case SettingType.TextType _ -> "TEXT";
            case SettingType.EnumType _ -> "ENUM";
            case SettingType.SetType _ -> "SET";
            case SettingType.ReferenceType _ -> "REFERENCE";
            case SettingType.MapType _ -> "MAP";
            case SettingType.VariantType _ -> "VARIANT";
        };
    }
}
