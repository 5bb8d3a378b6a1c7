package io.mandate.access.snapshot;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A record, or another immutable class whose one constructor takes its final fields in their order. The constructor
/// sees to it that only valid values come to be.
final class ComposedShape implements Shape {
    private final Constructor<?> constructor;
    private final List<Field> fields;
    private final boolean comparable;
    private @Nullable List<Shape> parts;

    ComposedShape(Constructor<?> constructor, List<Field> fields) {
        this.constructor = constructor;
        this.fields = fields;
        this.comparable = fields.size() == 1 && fields.getFirst().getType() == String.class;
    }

    /// Its parts may be of its own type, so they come after.
    void consistsOf(List<Shape> shapes) {
        parts = shapes;
    }

    @Override
    public void write(ValueWriter out, Object value) throws IOException {
        for (int i = 0; i < fields.size(); i++) {
            try {
                out.write(part(i), fields.get(i).get(value));
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public Object read(ValueReader in) throws IOException {
        @Nullable Object[] arguments = new Object[fields.size()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = in.read(part(i));
        }
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException | InstantiationException | IllegalAccessException e) {
            throw new IOException("no " + constructor.getDeclaringClass().getSimpleName() + " is made of this", e);
        }
    }

    @Override
    public boolean comparable() {
        return comparable;
    }

    private Shape part(int number) {
        if (parts == null) {
            throw new IllegalStateException("the parts of " + constructor.getDeclaringClass() + " are not known yet");
        }
        return parts.get(number);
    }
}
