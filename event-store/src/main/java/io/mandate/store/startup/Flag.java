package io.mandate.store.startup;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/// A setting that is true or false.
public final class Flag {
    private Flag() {}

    /// What it says; false where nothing does. Bound and not converted: who cannot read a value then knows its name.
    public static boolean of(Environment settings, String name) {
        return Binder.get(settings).bind(name, Boolean.class).orElse(false);
    }
}
