package io.mandate.access.setting;

import io.mandate.events.values.SettingKey;
import io.mandate.events.values.SettingValue;
import org.jspecify.annotations.Nullable;

/// A setting in force.
///
/// @param value null: neither the profile nor the catalog says any
/// @param fact the event that said it; 0 where nothing was ever said
/// @param applies whether the setting is relevant for the role; a value that is not is kept all the same
/// @param outdated whether the profile says another value, which the catalog allows no more; it is kept
/// all the same
public record EffectiveSetting(
        SettingKey setting, @Nullable SettingValue value, Source source, long fact, boolean applies, boolean outdated) {
    /// Who says the value.
    public enum Source {
        PROFILE,
        CATALOG
    }
}
