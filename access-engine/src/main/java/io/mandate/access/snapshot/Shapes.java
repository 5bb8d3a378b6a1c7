package io.mandate.access.snapshot;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Finds the shape of a type by looking at it, once. Only values of the stored language and of this engine have one.
public final class Shapes {
    private static final Map<Class<?>, Shape> ROOTS = new ConcurrentHashMap<>();

    private final Map<String, Shape> found = new HashMap<>();
    private final Map<String, String> described = new LinkedHashMap<>();

    private Shapes() {}

    static Shape of(Class<?> type) {
        Shape known = ROOTS.get(type);
        return known != null ? known : ROOTS.computeIfAbsent(type, root -> new Shapes().shape(root, Map.of()));
    }

    /// All that the written form of these classes depends on: names, parts and their order. Bytes that were written
    /// under another description cannot be read.
    public static String description(List<Class<?>> roots) {
        Shapes shapes = new Shapes();
        roots.forEach(root -> shapes.shape(root, Map.of()));
        return shapes.described.toString();
    }

    private Shape shape(Type type, Map<TypeVariable<?>, Type> arguments) {
        if (type instanceof TypeVariable<?> variable) {
            return shape(argument(variable, arguments), Map.of());
        }
        if (type instanceof ParameterizedType parameterized) {
            Class<?> raw = (Class<?>) parameterized.getRawType();
            List<Type> actual = Arrays.stream(parameterized.getActualTypeArguments())
                    .map(one -> one instanceof TypeVariable<?> variable ? argument(variable, arguments) : one)
                    .toList();
            return generic(raw, actual);
        }
        if (type instanceof Class<?> plain) {
            return generic(plain, List.of());
        }
        throw new IllegalArgumentException(type + " has no shape");
    }

    private static Type argument(TypeVariable<?> variable, Map<TypeVariable<?>, Type> arguments) {
        Type argument = arguments.get(variable);
        if (argument == null) {
            throw new IllegalArgumentException(variable + " stands for nothing");
        }
        return argument;
    }

    private Shape generic(Class<?> type, List<Type> arguments) {
        String name = type.getName() + arguments;
        Shape known = PlainShapes.ALL.containsKey(type) ? PlainShapes.ALL.get(type) : found.get(name);
        if (known != null) {
            return known;
        }
        if (type.isEnum()) {
            return enumeration(name, type);
        }
        if (!type.getName().startsWith("io.mandate.")) {
            return collection(name, type, arguments);
        }
        return type.isSealed() ? choice(name, type) : composed(name, type, arguments);
    }

    private Shape enumeration(String name, Class<?> type) {
        List<?> constants = List.of(type.getEnumConstants());
        described.put(name, constants.toString());
        Shape shape = PlainShapes.plain(
                Object.class,
                true,
                (out, value) -> out.number(constants.indexOf(value)),
                in -> constants.get(in.count()));
        found.put(name, shape);
        return shape;
    }

    private Shape collection(String name, Class<?> type, List<Type> arguments) {
        List<Shape> parts =
                arguments.stream().map(argument -> shape(argument, Map.of())).toList();
        Shape shape = CollectionShapes.of(type, parts);
        if (shape == null) {
            throw new IllegalArgumentException(name + " has no shape");
        }
        found.put(name, shape);
        return shape;
    }

    private Shape choice(String name, Class<?> type) {
        List<Class<?>> classes = List.of(type.getPermittedSubclasses());
        described.put(name, classes.toString());
        ChoiceShape shape = new ChoiceShape(classes);
        found.put(name, shape);
        shape.among(classes.stream().map(one -> generic(one, List.of())).toList());
        return shape;
    }

    private Shape composed(String name, Class<?> type, List<Type> arguments) {
        List<Field> fields = Arrays.stream(type.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()) && Modifier.isFinal(field.getModifiers()))
                .toList();
        fields.forEach(field -> field.setAccessible(true));
        described.put(name, fields.stream().map(Field::toGenericString).toList().toString());
        ComposedShape shape = new ComposedShape(constructor(type, fields), fields);
        found.put(name, shape);
        Map<TypeVariable<?>, Type> known = new HashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            known.put(type.getTypeParameters()[i], arguments.get(i));
        }
        List<Shape> parts = new ArrayList<>();
        fields.forEach(field -> parts.add(shape(field.getGenericType(), known)));
        shape.consistsOf(parts);
        return shape;
    }

    private static Constructor<?> constructor(Class<?> type, List<Field> fields) {
        Class<?>[] parameters = fields.stream().map(Field::getType).toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(parameters);
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(type + " cannot be made of its final fields", e);
        }
    }
}
