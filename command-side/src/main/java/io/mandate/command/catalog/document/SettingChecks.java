package io.mandate.command.catalog.document;

import io.mandate.events.catalog.SettingDefinition;
import io.mandate.events.catalog.SettingType;
import io.mandate.events.values.SettingKey;
import io.mandate.events.values.SettingValue;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules about settings that a schema cannot say.
final class SettingChecks {
    private SettingChecks() {}

    static void check(Draft draft) {
        draft.settings.forEach((key, setting) -> {
            String place = draft.place(key);
            type(setting.type(), place + "/type", draft.complaints);
            NodeChecks.relevance(draft, setting.relevantRoleTypes(), setting.relevantRoles(), place);
            keysSubsetOf(setting, place, draft);
        });
    }

    private static void type(SettingType type, String place, Complaints complaints) {
        switch (type) {
            case SettingType.IntegerType range -> range(range, place, complaints);
            case SettingType.VariantType(var options) -> {
                Set<String> names = new HashSet<>();
                for (int i = 0; i < options.size(); i++) {
                    SettingType.Option option = options.get(i);
                    String at = place + "/options/" + i;
                    complaints.addUnless(
                            names.add(option.name()), at, "the option \"" + option.name() + "\" is there twice");
                    if (option.parameter() != null) {
                        range(option.parameter(), at + "/parameter", complaints);
                    }
                }
            }
            case SettingType.BooleanType _,
                    SettingType.TextType _,
                    SettingType.EnumType _,
                    SettingType.SetType _,
                    SettingType.ReferenceType _,
                    SettingType.MapType _ -> {} // the schema says all there is to say
        }
    }

    private static void range(SettingType.IntegerType range, String place, Complaints complaints) {
        complaints.addUnless(range.min() <= range.max(), place, "min must not be above max");
    }

    private static void keysSubsetOf(SettingDefinition setting, String place, Draft draft) {
        SettingKey container = setting.keysSubsetOf();
        if (container == null) {
            return;
        }
        String at = place + "/keysSubsetOf";
        draft.complaints.addUnless(
                setting.type() instanceof SettingType.MapType, at, "only a setting of kind MAP has keys");
        SettingDefinition other = draft.settings.get(container);
        if (other == null) {
            draft.complaints.add(at, "there is no setting \"" + container + "\"");
        } else if (!(other.type() instanceof SettingType.SetType)) {
            draft.complaints.add(at, container + " is not of kind SET");
        } else {
            draft.complaints.addUnless(
                    values(other.initial()).containsAll(keys(setting.initial())),
                    place + "/default",
                    "has keys that are not in the default of " + container);
        }
    }

    private static Set<String> values(@Nullable SettingValue value) {
        return value instanceof SettingValue.Many(var values) ? values : Set.of();
    }

    private static Set<String> keys(@Nullable SettingValue value) {
        return value instanceof SettingValue.Mapping(var entries) ? entries.keySet() : Set.of();
    }
}
