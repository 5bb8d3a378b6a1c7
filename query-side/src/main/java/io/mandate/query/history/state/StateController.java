package io.mandate.query.history.state;

import io.mandate.access.AccessView;
import io.mandate.http.description.Described;
import io.mandate.http.request.MinPosition;
import io.mandate.http.request.RequestFacts;
import io.mandate.live.identity.Caller;
import io.mandate.query.audit.BrokenExports;
import io.mandate.query.export.ExportPlaces;
import io.mandate.query.history.AsOf;
import io.mandate.query.history.PastReads;
import io.mandate.query.history.PastViews;
import io.mandate.store.StoreId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Tells all that held at a moment, while it is worked out. No transaction and no lock is held meanwhile, so a slow
/// reader holds up nobody. Whoever loses the right to read on the way stops reading.
@RestController
class StateController {
    private static final Logger LOG = LoggerFactory.getLogger(StateController.class);
    /// How many lines are written between two looks at whether the caller may still read.
    private static final int STRETCH = 1_000;

    private final PastViews views;
    private final PastReads reads;
    private final StoreId store;
    private final ExportPlaces places;

    StateController(PastViews views, PastReads reads, StoreId store, ExportPlaces places) {
        this.views = views;
        this.reads = reads;
        this.store = store;
        this.places = places;
    }

    /// @param at an instant, or a day, which stands for its beginning in the tenant's time zone; without it and
    ///     without `position`, now
    /// @param position a position, instead of `at`
    @Described(
            summary = "All that held at a moment, byte for byte the same whenever asked: NDJSON",
            answer = StateLine.class,
            produces = "application/x-ndjson")
    @GetMapping("/v1/history/state")
    void state(
            Caller caller,
            RequestFacts facts,
            MinPosition atLeast,
            @RequestParam(required = false) @Nullable String at,
            @RequestParam(required = false) @Nullable String position,
            HttpServletRequest request,
            HttpServletResponse response) {
        AccessView newest = views.atHead(caller.tenant(), atLeast);
        PastReads.require(newest, caller);
        AsOf moment = AsOf.of(at, position, newest.tenantState().zone());
        try (ExportPlaces.Place _ = places.take(ExportPlaces.Of.STATE, caller.tenant())) {
            tell(caller, facts, views.at(caller.tenant(), moment), at, request, response);
        }
    }

    private void tell(
            Caller caller,
            RequestFacts facts,
            AccessView then,
            @Nullable String at,
            HttpServletRequest request,
            HttpServletResponse response) {
        Instant recordedAt = then.position() == 0 ? null : views.recordedAt(caller.tenant(), then.position());
        String answered = store.position(then.position()).toString();
        reads.note(caller, facts.ip(), "GET /v1/history/state", asked(at, answered));
        response.setContentType("application/x-ndjson;charset=UTF-8");
        response.setHeader(MinPosition.ANSWER, answered);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"state.ndjson\"");
        try {
            StateFile file = new StateFile(response.getOutputStream(), written -> requireStill(caller, written));
            StateLines.tell(then, recordedAt, file);
            file.end();
        } catch (IOException | RuntimeException e) {
            if (!response.isCommitted()) {
                response.reset();
                throw e instanceof RuntimeException failure ? failure : new UncheckedIOException((IOException) e);
            }
            LOG.warn("A state of the past broke off", e);
            BrokenExports.mark(request);
        }
    }

    private static SortedMap<String, String> asked(@Nullable String at, String position) {
        SortedMap<String, String> asked = new TreeMap<>();
        asked.put("position", position);
        if (at != null) {
            asked.put("at", at);
        }
        return asked;
    }

    private void requireStill(Caller caller, long written) {
        if (written % STRETCH == 0) {
            PastReads.require(views.atHead(caller.tenant(), new MinPosition(null)), caller);
        }
    }
}
