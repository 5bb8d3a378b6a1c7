package io.mandate.query.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mandate.events.values.Position;
import io.mandate.http.difference.DifferenceView;
import io.mandate.http.difference.PermissionItem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What changed between two moments.
///
/// @param from the last commit of the earlier one
/// @param to the last commit of the later one: all pages are of the same two
/// @param permissions of the user or the profile asked for; absent: the whole tenant was
/// @param access what changed for the users of the tenant; absent: one user or profile was asked for
/// @param next what to send as `after` for the following page of users; absent: this is the last one
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DiffAnswer(
        Position from,
        Position to,
        @Nullable List<PermissionItem> permissions,
        @Nullable DifferenceView access,
        @Nullable String next) {}
