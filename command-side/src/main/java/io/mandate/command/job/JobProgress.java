package io.mandate.command.job;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How far a job is, in its answers.
///
/// @param state RECEIVING, WAITING, RUNNING or DONE
/// @param items how many it has, of which `done` are finished: changed, unchanged or rejected
/// @param position of its last change
record JobProgress(
        String id,
        String kind,
        String state,
        int items,
        int done,
        int changed,
        int unchanged,
        int rejected,
        List<Map<String, Object>> warnings,
        String createdAt,
        @Nullable String finishedAt,
        @Nullable String position) {

    /// One line of `/results`.
    ///
    /// @param status DONE, UNCHANGED or REJECTED
    record JobLine(int line, String status, @Nullable Map<String, Object> problem) {}

    /// One line of an upload; which members it has depends on the kind.
    record JobItem(
            @Nullable String user,
            @Nullable String profile,
            @Nullable String resource,
            @Nullable String id) {}
}
