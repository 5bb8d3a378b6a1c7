package io.mandate.store.role;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Conditional;

/// The bean or configuration exists only in processes that have at least one of the named roles.
///
/// The roles of a process are the property `mandate.roles`, a list of `command`, `query` and `console`; without it
/// a process has all of them.
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Conditional(OnRole.class)
public @interface ConditionalOnRole {
    /// The roles, each one of `command`, `query`, `console`.
    String[] value();
}
