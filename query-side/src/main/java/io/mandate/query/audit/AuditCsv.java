package io.mandate.query.audit;

import de.siegmar.fastcsv.writer.QuoteStrategy;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The trail as a table for spreadsheets.
final class AuditCsv {
    static final List<String> COLUMNS = List.of(
            "Time",
            "Actor",
            "Actor Id",
            "On Behalf Of",
            "On Behalf Of Id",
            "IP",
            "User Agent",
            "Source",
            "Subject Kind",
            "Subject",
            "Subject Id",
            "Item",
            "Type",
            "Node",
            "From",
            "To",
            "Reason",
            "Change Set",
            "Correlation",
            "Event",
            "Position",
            "Row");

    /// What makes a spreadsheet take a text for a formula, also in its full-width forms.
    private static final String FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    /// Where lists are written with semicolons, a spreadsheet parts at them, and sees no quotes but at the beginning
    /// of what it takes for a cell.
    private static final Pattern BEHIND_SEPARATOR =
            Pattern.compile("([;\t\r\n])(?=[\\s\\p{Z}\"]*[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20])");

    /// Cells with a separator of others are quoted, for readers who part at several.
    static final QuoteStrategy QUOTES = new QuoteStrategy() {
        @Override
        public boolean quoteValue(int line, int cell, String value) {
            return value.indexOf(';') >= 0 || value.indexOf('\t') >= 0;
        }
    };

    private AuditCsv() {}

    static List<String> cells(AuditEntry entry) {
        AuditEntry.Named behalf = entry.onBehalfOf();
        return Stream.<@Nullable Object>of(
                        entry.time(),
                        entry.actor().name(),
                        entry.actor().id(),
                        behalf == null ? null : behalf.name(),
                        behalf == null ? null : behalf.id(),
                        entry.ip(),
                        entry.userAgent(),
                        entry.source(),
                        entry.subject().kind(),
                        entry.subject().name(),
                        entry.subject().id(),
                        entry.item(),
                        entry.type(),
                        entry.node(),
                        entry.from(),
                        entry.to(),
                        entry.reason(),
                        entry.changeSet(),
                        entry.correlation(),
                        entry.event(),
                        entry.position(),
                        entry.row())
                .map(value -> Objects.toString(value, ""))
                .toList();
    }

    /// The text so that a spreadsheet shows it and does not run it: an apostrophe before whatever could begin a
    /// formula, at the beginning and after whatever parts cells elsewhere.
    static String safe(String text) {
        String inside = BEHIND_SEPARATOR.matcher(text).replaceAll("$1'");
        return begins(text) ? "'" + inside : inside;
    }

    private static boolean begins(String text) {
        String visible = text.stripLeading();
        return !text.isEmpty()
                && (FORMULA.indexOf(text.charAt(0)) >= 0
                        || (!visible.isEmpty() && FORMULA.indexOf(visible.charAt(0)) >= 0));
    }
}
