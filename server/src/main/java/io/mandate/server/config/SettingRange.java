package io.mandate.server.config;

import io.mandate.store.startup.StartupRefusedException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;

/// What one setting takes, both ends included.
///
/// @param rule the same for people
record SettingRange<T extends Comparable<T>>(String name, Class<T> type, T least, T most, String rule) {
    static SettingRange<Long> whole(String name, long least, long most) {
        return new SettingRange<>(name, Long.class, least, most, rule("whole number", least, most));
    }

    static SettingRange<Duration> time(String name, String least, String most) {
        return new SettingRange<>(
                name,
                Duration.class,
                DurationStyle.SIMPLE.parse(least),
                DurationStyle.SIMPLE.parse(most),
                rule("duration", least, most));
    }

    static SettingRange<DataSize> size(String name, String least, String most) {
        return new SettingRange<>(
                name, DataSize.class, DataSize.parse(least), DataSize.parse(most), rule("size", least, most));
    }

    private static String rule(String what, Object least, Object most) {
        return "must be a " + what + " from " + least + " to " + most;
    }

    /// The value; empty where nothing says one. Anything that is none of these is a [StartupRefusedException].
    Optional<T> in(Environment settings) {
        Binder binder = Binder.get(settings);
        @Nullable String written = binder.bind(name, String.class).orElse(null);
        if (written == null) {
            return Optional.empty();
        }
        @Nullable T value = read(binder);
        if (value == null || value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new StartupRefusedException(WrongSetting.told(name, written, rule));
        }
        return Optional.of(value);
    }

    private @Nullable T read(Binder binder) {
        try {
            return binder.bind(name, type).orElse(null);
        } catch (BindException _) {
            return null;
        }
    }
}
