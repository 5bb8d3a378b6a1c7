package io.mandate.access.snapshot;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes values one after the other. What was written before is only referred to: the same object, and equal texts and
/// ids. So the versions of a thing cost what they differ by. For one thread.
public final class ValueWriter {
    static final int NULL = 0;
    static final int NEW = 1;
    static final int FIRST_KNOWN = 2;

    private final DataOutputStream out;
    private final Map<Object, Integer> equal = new HashMap<>();
    private final IdentityHashMap<Object, Integer> same = new IdentityHashMap<>();
    private int known;

    public ValueWriter(DataOutputStream out) {
        this.out = out;
    }

    /// Writes a value of a class that [Shapes] knows how to write.
    public <T> void write(Class<T> type, @Nullable T value) throws IOException {
        write(Shapes.of(type), value);
    }

    /// Writes a number of 0 or more; small ones are short.
    public void number(long value) throws IOException {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.writeByte((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }

    /// For what is not a value: plain numbers in bulk.
    public DataOutputStream raw() {
        return out;
    }

    void write(Shape shape, @Nullable Object value) throws IOException {
        if (value == null) {
            number(NULL);
            return;
        }
        if (!shape.remembered()) {
            number(NEW);
            shape.write(this, value);
            return;
        }
        Integer before = shape.comparable() ? equal.get(value) : same.get(value);
        if (before != null) {
            number(FIRST_KNOWN + before);
            return;
        }
        number(NEW);
        shape.write(this, value);
        int number = known++; // behind its parts, as the reader comes to know it
        if (shape.comparable()) {
            equal.put(value, number);
        } else {
            same.put(value, number);
        }
    }
}
