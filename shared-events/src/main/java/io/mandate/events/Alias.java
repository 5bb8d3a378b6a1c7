package io.mandate.events;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The name and revision under which an event is stored. Both are for ever: a class may move, its alias may not, and a
/// new field comes with a new revision and an upcaster from the one before.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Alias {
    /// The stored name, unique over all events.
    String value();

    /// The stored revision, 1 or more.
    int revision() default 1;
}
