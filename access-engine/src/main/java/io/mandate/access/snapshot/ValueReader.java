package io.mandate.access.snapshot;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what a [ValueWriter] wrote, in the same order. What was shared is shared again. For one thread.
public final class ValueReader {
    private final DataInputStream in;
    private final List<Object> known = new ArrayList<>();

    public ValueReader(DataInputStream in) {
        this.in = in;
    }

    /// The next value, which must have been written as one of this class.
    public <T> @Nullable T read(Class<T> type) throws IOException {
        return type.cast(read(Shapes.of(type)));
    }

    /// The next value, which cannot be null.
    public <T> T require(Class<T> type) throws IOException {
        T value = read(type);
        if (value == null) {
            throw new IOException("a " + type.getSimpleName() + " is missing");
        }
        return value;
    }

    public long number() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = in.readUnsignedByte();
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new IOException("a number is too long");
    }

    /// A number of things that follow.
    public int count() throws IOException {
        return Math.toIntExact(number());
    }

    /// For what is not a value: plain numbers in bulk.
    public DataInputStream raw() {
        return in;
    }

    @Nullable
    Object read(Shape shape) throws IOException {
        int tag = count();
        if (tag == ValueWriter.NULL) {
            return null;
        }
        if (tag != ValueWriter.NEW) {
            return known.get(tag - ValueWriter.FIRST_KNOWN);
        }
        Object value = shape.read(this);
        if (shape.remembered()) {
            known.add(value);
        }
        return value;
    }
}
