package io.mandate.query.proof;

import io.mandate.http.description.Described;
import io.mandate.http.request.MinPosition;
import io.mandate.http.request.RequestFacts;
import io.mandate.live.identity.Caller;
import io.mandate.query.audit.BrokenExports;
import io.mandate.query.export.ExportPlaces;
import io.mandate.query.history.PastReads;
import io.mandate.query.history.PastViews;
import io.mandate.store.StoreId;
import io.mandate.store.export.LogExport;
import io.mandate.store.export.LogExport.Extent;
import io.mandate.store.journal.JournalEntry;
import io.mandate.store.note.SignedNote;
import io.mandate.store.proof.Anchoring;
import io.mandate.store.proof.anchor.AnchorFolder;
import io.mandate.store.proof.key.ProofKeys;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The whole log of the caller's tenant to take away, without any key: personal text in it stays sealed.
@RestController
class LogExportController {
    private static final Logger LOG = LoggerFactory.getLogger(LogExportController.class);
    private static final String WHAT = "GET /v1/exports/log";
    private static final int BUFFER = 1 << 16;

    private final ProofReads reads;
    private final PastViews views;
    private final StoreId store;
    private final LogExport log;
    private final AnchorFolder anchors;
    private final ExportPlaces places;

    LogExportController(
            ProofReads reads,
            PastViews views,
            StoreId store,
            DataSource source,
            ProofKeys keys,
            Anchoring anchoring,
            ExportPlaces places) {
        this.reads = reads;
        this.views = views;
        this.store = store;
        this.anchors = anchoring.folder();
        this.places = places;
        this.log = new LogExport(JdbcClient.create(source), store, keys);
    }

    /// A line with an event, as the description of the API shows it; docs/backup.md has all of them.
    public record LogLine(
            String specversion, String id, String source, String type, String time, String subject, String position) {}

    /// Log and access journal up to the head, signed at the end, as `mandate export` writes them
    /// and `mandate verify` and `mandate import` read them. An answer without its last line broke
    /// off and is none.
    @Described(
            summary = "Take the log and the access journal away, sealed and signed: NDJSON",
            answer = LogLine.class,
            produces = "application/x-ndjson")
    @GetMapping(path = "/v1/exports/log", produces = "application/x-ndjson")
    void log(
            Caller caller,
            RequestFacts facts,
            MinPosition atLeast,
            HttpServletRequest request,
            HttpServletResponse response) {
        reads.require(caller);
        reads.requireExport(caller);
        try (ExportPlaces.Place _ = places.take(ExportPlaces.Of.LOG, caller.tenant())) {
            export(caller, facts, atLeast, request, response);
        }
    }

    private void export(
            Caller caller,
            RequestFacts facts,
            MinPosition atLeast,
            HttpServletRequest request,
            HttpServletResponse response) {
        PastReads.require(views.atHead(caller.tenant(), atLeast), caller);
        reads.note(caller, facts, JournalEntry.Kind.EXPORTED, WHAT, Map.of());
        // Before the head: what is anchored is of rows that are there.
        List<SignedNote> anchored = anchors.last(caller.tenant()).map(List::of).orElse(List.of());
        Extent extent = log.extent(caller.tenant())
                .orElseThrow(() -> new IllegalStateException("whoever asks has a tenant"))
                .withoutLedger();
        response.setContentType("application/x-ndjson");
        response.setHeader(MinPosition.ANSWER, store.position(extent.head()).toString());
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + caller.tenant() + ".ndjson\"");
        try {
            OutputStream out = new BufferedOutputStream(response.getOutputStream(), BUFFER);
            log.write(extent, anchored, out, _ -> {});
        } catch (IOException | RuntimeException e) {
            if (!response.isCommitted()) {
                response.reset();
                throw e instanceof RuntimeException failure ? failure : new UncheckedIOException((IOException) e);
            }
            LOG.warn("An export of the log broke off", e);
            BrokenExports.mark(request);
        }
    }
}
