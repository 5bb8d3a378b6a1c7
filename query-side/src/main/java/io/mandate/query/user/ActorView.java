package io.mandate.query.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// Who did something.
///
/// @param kind USER, SERVICE, PAGE, OPERATOR or SYSTEM
/// @param name what people call it; null where that is not known here
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ActorView(String kind, String id, @Nullable String name) {}
