package io.mandate.http.description;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What the description of the API cannot read off a handler: in a few words what it does, what its body is and what it
/// answers.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Described {
    /// What the operation does, as one says it in a list of all.
    String summary();

    /// The record its body is read as; void: it has none.
    Class<?> body() default void.class;

    /// Where the JSON Schema of its body is, if that is a document of its own.
    String bodyAt() default "";

    /// What its body is written in.
    String consumes() default "application/json";

    /// The record its answer is written from; void: what the handler's return type says.
    Class<?> answer() default void.class;

    /// Where the JSON Schema of its answer is, if that is a document of its own.
    String answerAt() default "";

    /// What its answer is written in.
    String produces() default "application/json";

    /// Further media types that the same is answered in, as text.
    String[] alsoAs() default {};

    /// The statuses of success, each with this answer.
    int[] status() default 200;

    /// The statuses of refusals that not every operation of its kind has.
    int[] refuses() default {};

    /// The record a 400 is written from; void: a problem document.
    Class<?> refusal() default void.class;
}
