package io.mandate.command.user;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The answer to `POST /v1/profiles/{profile}/users`: one result for each user, in their order.
record UsersAssigned(String position, List<UserResult> results, List<Map<String, Object>> warnings) {

    /// @param status DONE, UNCHANGED or REJECTED
    /// @param problem why it was rejected, as the members of a problem document
    record UserResult(String user, String status, @Nullable Map<String, Object> problem) {}
}
