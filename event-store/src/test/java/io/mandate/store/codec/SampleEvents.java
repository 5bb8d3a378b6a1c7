package io.mandate.store.codec;

import io.mandate.events.DomainEvent;
import io.mandate.events.catalog.SettingType;
import io.mandate.events.tenant.Policy;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.Actor;
import io.mandate.events.values.Label;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.SettingValue;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One event of each kind with every field filled, or with all that may be absent left out; made from the records
/// themselves, so that a new field cannot be forgotten.
final class SampleEvents {
    private static final Map<Class<?>, Supplier<Object>> VALUES = Map.ofEntries(
            Map.entry(String.class, () -> "text \"ä\""),
            Map.entry(long.class, () -> 7L),
            Map.entry(Long.class, () -> 9_007_199_254_740_993L),
            Map.entry(int.class, () -> 3),
            Map.entry(boolean.class, () -> true),
            Map.entry(Instant.class, () -> Instant.parse("2026-03-01T10:00:00.123456Z")),
            Map.entry(ZoneId.class, () -> ZoneId.of("Europe/Stockholm")),
            Map.entry(PersonalText.class, () -> PersonalText.of("Eve Ångström")),
            Map.entry(ActionSet.class, () -> ActionSet.of("view", "edit")),
            Map.entry(Label.class, () -> new Label(Map.of("en", "Invoices", "sv", "Fakturor"))),
            Map.entry(Policy.class, () -> Policy.GUARD_ESCALATION),
            Map.entry(Actor.class, () -> Actor.MANDATE),
            Map.entry(NodeKey.class, () -> new NodeKey("commerce/invoices")),
            Map.entry(SettingValue.class, () -> new SettingValue.Choice("THRESHOLD", 100L)),
            Map.entry(
                    SettingType.class,
                    () -> new SettingType.VariantType(List.of(
                            new SettingType.Option("NONE", null),
                            new SettingType.Option("THRESHOLD", new SettingType.IntegerType(0, 1_000))))),
            Map.entry(
                    ScopeExpression.class,
                    () -> new ScopeExpression.AnyOf(List.of(
                            new ScopeExpression.CreatedByMe(),
                            new ScopeExpression.Selected(new TreeSet<>(Set.of(new RecordId("INV-1"))))))));

    private SampleEvents() {}

    static <T extends DomainEvent> T full(Class<T> event) {
        return event.cast(record(event, true));
    }

    static <T extends DomainEvent> T sparse(Class<T> event) {
        return event.cast(record(event, false));
    }

    static Object record(Class<?> type, boolean full) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = Arrays.stream(components)
                .map(component -> optional(component) && !full ? null : value(component.getGenericType(), full))
                .toArray();
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("there is no sample of " + type.getName(), e);
        }
    }

    private static boolean optional(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static Object value(Type type, boolean full) {
        return switch (type) {
            case Class<?> c when VALUES.containsKey(c) -> VALUES.get(c).get();
            case Class<?> c when c.isEnum() -> c.getEnumConstants()[c.getEnumConstants().length - 1];
            case Class<?> c when wrapsText(c) -> word(c);
            case Class<?> c when c.isRecord() -> record(c, full);
            case ParameterizedType p -> container(p, full);
            default -> throw new IllegalStateException("there is no sample of " + type);
        };
    }

    private static Object container(ParameterizedType type, boolean full) {
        Type[] arguments = type.getActualTypeArguments();
        Class<?> raw = (Class<?>) type.getRawType();
        if (raw == Map.class || raw == SortedMap.class) {
            SortedMap<Object, Object> map = new TreeMap<>();
            if (full) {
                map.put(value(arguments[0], true), value(arguments[1], true));
            }
            return map;
        }
        List<Object> items = full ? List.of(value(arguments[0], true)) : List.of();
        if (raw == List.class) {
            return items;
        }
        if (raw == Set.class || raw == SortedSet.class) {
            return new TreeSet<>(items);
        }
        throw new IllegalStateException("there is no sample of " + type);
    }

    private static boolean wrapsText(Class<?> type) {
        return type.isRecord()
                && type.getPackageName().equals("io.mandate.events.values")
                && type.getRecordComponents().length == 1
                && type.getRecordComponents()[0].getType() == String.class;
    }

    /// A value type refuses what is not valid: the first of these that it takes.
    private static Object word(Class<?> type) {
        for (String word : List.of("gil-1", "invoices", "CSR", "phone", "VIP customers")) {
            try {
                return type.getDeclaredConstructor(String.class).newInstance(word);
            } catch (InvocationTargetException refused) {
                continue;
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new IllegalStateException("there is no sample of " + type.getName());
    }
}
