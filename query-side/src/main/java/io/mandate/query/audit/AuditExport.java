package io.mandate.query.audit;

import io.mandate.http.request.MinPosition;
import io.mandate.http.request.RequestFacts;
import io.mandate.live.identity.Caller;
import io.mandate.query.position.Answers;
import io.mandate.query.position.ModelAnswer;
import io.mandate.store.journal.AccessJournal;
import io.mandate.store.journal.JournalEntry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Writes the trail into the answer while it is read, a thousand rows in memory at a time, all of one position.
///
/// What fails before the first byte is answered as a problem. What fails later must not look like the end of the file:
/// the connection is broken off, see [BrokenExports].
@Component
class AuditExport {
    private static final Logger LOG = LoggerFactory.getLogger(AuditExport.class);
    private static final int STRETCH = 1_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final AuditTrail trail;
    private final AccessJournal journal;

    AuditExport(AuditTrail trail, AccessJournal journal) {
        this.trail = trail;
        this.journal = journal;
    }

    void write(
            Caller caller,
            RequestFacts facts,
            MinPosition atLeast,
            AuditFilter filter,
            AuditOrder order,
            AuditFormat format,
            HttpServletRequest request,
            HttpServletResponse response) {
        ModelAnswer<AuditTrail.Stretch> first = trail.stretch(caller, filter, order, null, STRETCH, atLeast);
        journal.record(noted(caller, facts, filter, order, format, first));
        response.setContentType(format.mediaType + ";charset=UTF-8");
        response.setHeader(MinPosition.ANSWER, first.position().toString());
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit." + format.written + "\"");
        if (first.incompleteSince() != null) {
            response.setHeader(Answers.INCOMPLETE, first.incompleteSince().toString());
        }
        try {
            stream(caller, filter, order, format, first.body(), response);
        } catch (IOException | RuntimeException e) {
            if (!response.isCommitted()) {
                response.reset();
                throw e instanceof RuntimeException failure ? failure : new UncheckedIOException((IOException) e);
            }
            LOG.warn("An export of the audit trail broke off", e);
            BrokenExports.mark(request);
        }
    }

    private void stream(
            Caller caller,
            AuditFilter filter,
            AuditOrder order,
            AuditFormat format,
            AuditTrail.Stretch first,
            HttpServletResponse response)
            throws IOException {
        Writer to = new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8));
        AuditWriter writer = format == AuditFormat.CSV ? AuditWriter.csv(to) : AuditWriter.ndjson(to, JSON);
        AuditTrail.Stretch stretch = first;
        stretch.entries().forEach(writer::write);
        while (stretch.next() != null) {
            stretch = trail.stretch(caller, filter, order, stretch.next(), STRETCH, new MinPosition(null))
                    .body();
            stretch.entries().forEach(writer::write);
        }
        to.flush();
    }

    private static JournalEntry noted(
            Caller caller,
            RequestFacts facts,
            AuditFilter filter,
            AuditOrder order,
            AuditFormat format,
            ModelAnswer<AuditTrail.Stretch> first) {
        SortedMap<String, String> what = filter.noted()
                .with("order", order.written)
                .with("format", format.written)
                .with("position", first.position())
                .facts();
        return JournalEntry.looked(
                caller.tenant(),
                JournalEntry.Kind.EXPORTED,
                caller.actor(),
                caller.token(),
                "GET /v1/audit",
                what,
                facts.ip());
    }
}
