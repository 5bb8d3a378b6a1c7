package io.mandate.query.audit;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// Writes rows of the trail one after the other.
interface AuditWriter {
    void write(AuditEntry entry);

    /// One JSON object on each line.
    static AuditWriter ndjson(Writer to, JsonMapper json) {
        return entry -> {
            try {
                to.write(json.writeValueAsString(entry));
                to.write('\n');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    /// One line with quotes where they are needed (RFC 4180), the columns' names on the first.
    static AuditWriter csv(Writer to) {
        // The writer it is given has a buffer; one more would keep the last rows when that one is flushed.
        CsvWriter csv =
                CsvWriter.builder().bufferSize(0).quoteStrategy(AuditCsv.QUOTES).build(to);
        csv.writeRecord(AuditCsv.COLUMNS);
        return entry -> {
            List<String> cells =
                    AuditCsv.cells(entry).stream().map(AuditCsv::safe).toList();
            csv.writeRecord(cells);
        };
    }
}
