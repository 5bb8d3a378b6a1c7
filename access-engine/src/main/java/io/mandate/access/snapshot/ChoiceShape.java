package io.mandate.access.snapshot;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// One of the permitted classes of a sealed interface, by its number.
final class ChoiceShape implements Shape {
    private final List<Class<?>> classes;
    private final List<Shape> shapes = new ArrayList<>();

    ChoiceShape(List<Class<?>> classes) {
        this.classes = classes;
    }

    /// A choice may contain itself, so its shapes come after.
    void among(List<Shape> choices) {
        shapes.addAll(choices);
    }

    @Override
    public void write(ValueWriter out, Object value) throws IOException {
        int number = classes.indexOf(value.getClass());
        out.number(number);
        shapes.get(number).write(out, value);
    }

    @Override
    public Object read(ValueReader in) throws IOException {
        return shapes.get(in.count()).read(in);
    }
}
