package io.mandate.access.snapshot;

import io.mandate.events.values.ActionName;
import io.mandate.events.values.ActionSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Values that have no parts, and those that are written in a form of their own.
final class PlainShapes {
    static final Map<Class<?>, Shape> ALL = Map.ofEntries(
            Map.entry(String.class, new Text()),
            Map.entry(long.class, plain(Long.class, ValueWriter::number, ValueReader::number)),
            Map.entry(Long.class, plain(Long.class, ValueWriter::number, ValueReader::number)),
            Map.entry(int.class, plain(Integer.class, (out, value) -> out.number(value), ValueReader::count)),
            Map.entry(Integer.class, plain(Integer.class, (out, value) -> out.number(value), ValueReader::count)),
            Map.entry(boolean.class, plain(Boolean.class, PlainShapes::flag, in -> in.number() == 1)),
            Map.entry(Boolean.class, plain(Boolean.class, PlainShapes::flag, in -> in.number() == 1)),
            Map.entry(ZoneId.class, plain(ZoneId.class, PlainShapes::zone, in -> ZoneId.of(text(in)))),
            Map.entry(Instant.class, plain(Instant.class, PlainShapes::instant, PlainShapes::instant)),
            Map.entry(ActionSet.class, plain(ActionSet.class, PlainShapes::actions, PlainShapes::actions)));

    private PlainShapes() {}

    interface Writing<T> {
        void write(ValueWriter out, T value) throws IOException;
    }

    interface Reading<T> {
        T read(ValueReader in) throws IOException;
    }

    static <T> Shape plain(Class<T> type, Writing<T> writing, Reading<? extends T> reading) {
        return plain(type, Number.class.isAssignableFrom(type) || type == Boolean.class, writing, reading);
    }

    /// @param brief whether it is written again when it comes again
    static <T> Shape plain(Class<T> type, boolean brief, Writing<T> writing, Reading<? extends T> reading) {
        return new Shape() {
            @Override
            public boolean remembered() {
                return !brief;
            }

            @Override
            public void write(ValueWriter out, Object value) throws IOException {
                writing.write(out, type.cast(value));
            }

            @Override
            public Object read(ValueReader in) throws IOException {
                return reading.read(in);
            }
        };
    }

    private static final class Text implements Shape {
        @Override
        public void write(ValueWriter out, Object value) throws IOException {
            byte[] bytes = ((String) value).getBytes(StandardCharsets.UTF_8);
            out.number(bytes.length);
            out.raw().write(bytes);
        }

        @Override
        public Object read(ValueReader in) throws IOException {
            byte[] bytes = in.raw().readNBytes(in.count());
            return new String(bytes, StandardCharsets.UTF_8);
        }

        @Override
        public boolean comparable() {
            return true;
        }
    }

    private static void flag(ValueWriter out, Boolean value) throws IOException {
        out.number(value ? 1 : 0);
    }

    private static void zone(ValueWriter out, ZoneId zone) throws IOException {
        out.write(String.class, zone.getId());
    }

    private static String text(ValueReader in) throws IOException {
        return in.require(String.class);
    }

    private static void instant(ValueWriter out, Instant instant) throws IOException {
        out.raw().writeLong(instant.getEpochSecond());
        out.raw().writeInt(instant.getNano());
    }

    private static Instant instant(ValueReader in) throws IOException {
        return Instant.ofEpochSecond(in.raw().readLong(), in.raw().readInt());
    }

    private static void actions(ValueWriter out, ActionSet set) throws IOException {
        out.number(set.actions().size());
        for (ActionName action : set.actions()) {
            out.write(ActionName.class, action);
        }
    }

    private static ActionSet actions(ValueReader in) throws IOException {
        List<ActionName> actions = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            actions.add(Objects.requireNonNull(in.read(ActionName.class)));
        }
        return new ActionSet(actions);
    }
}
