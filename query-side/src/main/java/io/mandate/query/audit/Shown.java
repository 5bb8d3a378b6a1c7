package io.mandate.query.audit;

import io.mandate.events.catalog.NodeDefinition.Level;
import io.mandate.events.catalog.SettingType;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.Label;
import io.mandate.events.values.LevelName;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.SettingValue;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Values as people read them in a trail: short, in one line, and the same for the same value.
final class Shown {
    private Shown() {}

    static String of(Object value) {
        return switch (value) {
            case ActionSet set -> actions(set, null);
            case Label label -> label.texts().size() == 1 ? label.text() : entries(label.texts());
            case Level level -> level(level);
            case ScopeExpression scope -> scope(scope);
            case SettingValue setting -> setting(setting);
            case SettingType type -> type(type);
            case Map<?, ?> map -> entries(map);
            case Collection<?> many -> joined(many);
            default -> value.toString();
        };
    }

    private static String level(Level level) {
        String limits = level.scopes().isEmpty() ? "" : "; " + entries(level.scopes());
        return level.name() + " (" + joined(level.actions().actions()) + limits + ")";
    }

    /// The actions, behind the level they were chosen by, if any.
    static String actions(ActionSet actions, @Nullable LevelName level) {
        String names = actions.isEmpty() ? "none" : joined(actions.actions());
        return level == null ? names : level + " (" + names + ")";
    }

    static @Nullable String actionsOrNull(@Nullable ActionSet actions, @Nullable LevelName level) {
        return actions == null ? null : actions(actions, level);
    }

    /// `firstName`, `first-name` and `first name` are `First Name`. It is asked for every changed field of history, so
    /// that it goes through the characters once.
    static String title(String name) {
        StringBuilder title = new StringBuilder(name.length() + 4);
        boolean begins = true;
        char before = ' ';
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean hump = in('A', c, 'Z') && (in('a', before, 'z') || in('0', before, '9'));
            begins |= hump || between(c);
            if (!between(c)) {
                title.append(begins && !title.isEmpty() ? " " : "");
                title.append(begins ? String.valueOf(c).toUpperCase(Locale.ROOT) : c);
                begins = false;
            }
            before = c;
        }
        return title.toString();
    }

    private static boolean in(char first, char c, char last) {
        return first <= c && c <= last;
    }

    private static boolean between(char c) {
        return c == '-' || c == '_' || c == '.' || c == ' ';
    }

    private static String scope(ScopeExpression scope) {
        return switch (scope) {
            case ScopeExpression.All _ -> "ALL";
            case ScopeExpression.CreatedByMe _ -> "CREATED_BY_ME";
            case ScopeExpression.AssignedToMe _ -> "ASSIGNED_TO_ME";
            case ScopeExpression.Selected selected -> "SELECTED(" + joined(selected.ids()) + ")";
            case ScopeExpression.Within within -> "WITHIN(" + within.type() + ": " + joined(within.ids()) + ")";
            case ScopeExpression.Attribute attribute ->
                "ATTRIBUTE(" + attribute.name() + ": " + joined(attribute.values()) + ")";
            case ScopeExpression.AnyOf any -> "ANY_OF(" + joined(any.parts()) + ")";
            case ScopeExpression.AllOf all -> "ALL_OF(" + joined(all.parts()) + ")";
        };
    }

    private static String setting(SettingValue value) {
        return switch (value) {
            case SettingValue.Flag flag -> String.valueOf(flag.value());
            case SettingValue.Whole whole -> String.valueOf(whole.value());
            case SettingValue.Text text -> text.value();
            case SettingValue.Choice choice ->
                choice.parameter() == null ? choice.option() : choice.option() + "(" + choice.parameter() + ")";
            case SettingValue.Many many -> joined(many.values());
            case SettingValue.Mapping mapping -> entries(mapping.entries());
        };
    }

    private static String type(SettingType type) {
        return switch (type) {
            case SettingType.BooleanType _ -> "BOOLEAN";
            case SettingType.IntegerType range -> "INTEGER(" + range.min() + ".." + range.max() + ")";
            case SettingType.TextType text -> "TEXT(" + text.longest() + ")";
            case SettingType.EnumType choice -> "ENUM(" + joined(choice.options()) + ")";
            case SettingType.SetType set -> "SET(" + joined(set.options()) + ")";
            case SettingType.ReferenceType reference -> "REFERENCE(" + reference.to() + ")";
            case SettingType.MapType map -> "MAP(" + joined(map.options()) + ")";
            case SettingType.VariantType variant ->
                "VARIANT("
                        + joined(variant.options().stream().map(Shown::option).toList()) + ")";
        };
    }

    private static String option(SettingType.Option option) {
        SettingType.IntegerType range = option.parameter();
        return range == null ? option.name() : option.name() + "(" + range.min() + ".." + range.max() + ")";
    }

    private static String entries(Map<?, ?> map) {
        return map.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + of(entry.getValue()))
                .collect(Collectors.joining("; "));
    }

    private static String joined(Collection<?> values) {
        return List.copyOf(values).stream().map(Shown::of).collect(Collectors.joining(", "));
    }
}
