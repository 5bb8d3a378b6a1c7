package io.mandate.query.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mandate.events.values.InvalidValueException;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.UserId;
import io.mandate.http.description.Described;
import io.mandate.http.request.MinPosition;
import io.mandate.http.request.RequestFacts;
import io.mandate.live.identity.Caller;
import io.mandate.query.position.ModelAnswer;
import io.mandate.query.position.ModelReads;
import io.mandate.query.position.ModelView;
import io.mandate.query.position.Page;
import io.mandate.query.position.PageRequest;
import io.mandate.query.position.Permission;
import io.mandate.query.user.ActorView;
import io.mandate.query.user.Names;
import io.mandate.store.journal.AccessJournal;
import io.mandate.store.journal.JournalEntry;
import io.mandate.store.journal.JournalRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What was done without changing anything: refused changes, uses of tokens, looks at the trail, exports.
@RestController
class JournalController {
    /// How many rows one request looks through at most; a page that found fewer says where to go on.
    private static final int FURTHEST = 10_000;

    private final ModelReads models;
    private final AccessJournal journal;

    JournalController(ModelReads models, AccessJournal journal) {
        this.models = models;
        this.journal = journal;
    }

    /// A row of the journal.
    ///
    /// @param row its dense number in the journal; absent for a count whose minute still runs
    /// @param what the code of a refusal, or the operation
    /// @param facts what it was about, for instance the filter that was used
    /// @param count how often in the minute that begins at `minute`, for what is only counted
    /// @param hash proves that nothing before it was changed
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record JournalItem(
            @Nullable Long row,
            Instant time,
            String kind,
            ActorView actor,
            @Nullable String token,
            String what,
            Map<String, String> facts,
            @Nullable String ip,
            @Nullable Instant minute,
            @Nullable Long count,
            @Nullable String hash) {}

    /// The journal from its beginning on, page by page.
    ///
    /// @param kind REFUSED, TOKEN_USED, AUDIT_READ, PAST_READ, EXPORTED, IMPORTED or REPLAYED
    @Described(summary = "Read the access journal")
    @GetMapping("/v1/journal")
    ResponseEntity<Page<JournalItem>> journal(
            Caller caller,
            RequestFacts facts,
            MinPosition atLeast,
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit) {
        JournalFilter filter = new JournalFilter(
                actor == null ? null : new UserId(actor),
                kind == null ? null : kind(kind),
                AuditFilter.instant("from", from),
                AuditFilter.instant("to", to));
        PageRequest page = PageRequest.of("journal", after, limit, null);
        journal.settle(caller.tenant());
        ModelAnswer<Page.Part<JournalItem>> answer = models.read(caller, Permission.VIEW_TRAIL, atLeast, view -> {
            view.requireWhole(Permission.VIEW_TRAIL);
            return part(view, filter, page);
        });
        journal.record(JournalEntry.looked(
                caller.tenant(),
                JournalEntry.Kind.AUDIT_READ,
                caller.actor(),
                caller.token(),
                "GET /v1/journal",
                filter.noted().page(after, limit, null).facts(),
                facts.ip()));
        return Page.of(answer);
    }

    private Page.Part<JournalItem> part(ModelView view, JournalFilter filter, PageRequest page) {
        long place = page.after().isEmpty() ? 0 : place(page.after());
        List<JournalRow> found = new ArrayList<>();
        boolean more = true;
        for (int seen = 0; more && found.size() < page.limit() && seen < FURTHEST; ) {
            List<JournalRow> rows = journal.page(view.tenant(), place, page.limit());
            seen += rows.size();
            more = rows.size() == page.limit() && rows.getLast().seq() > 0;
            for (JournalRow row : rows) {
                if (found.size() == page.limit()) {
                    more = true;
                    break;
                }
                place = Math.max(place, row.seq());
                if (filter.matches(row)) {
                    found.add(row);
                }
            }
        }
        Names names = Names.inTrail(
                view,
                found.stream().map(row -> row.entry().actor().id().value()).toList());
        return new Page.Part<>(
                found.stream().map(row -> shown(row, names)).toList(),
                more ? page.place(String.valueOf(place)) : null,
                null);
    }

    private static JournalItem shown(JournalRow row, Names names) {
        JournalEntry entry = row.entry();
        boolean counted = entry.kind().counted();
        PersonalText ip = entry.ip();
        return new JournalItem(
                row.seq() == 0 ? null : row.seq(),
                row.recordedAt(),
                entry.kind().name(),
                names.actor(entry.actor().kind().name(), entry.actor().id().value()),
                entry.token() == null ? null : entry.token().value(),
                entry.what(),
                new TreeMap<>(entry.facts()),
                ip == null ? null : ip.text().orElse("(erased)"),
                counted ? row.minute() : null,
                counted ? row.count() : null,
                row.hash().isEmpty() ? null : row.hash());
    }

    private static long place(String written) {
        try {
            return Math.max(0, Long.parseLong(written));
        } catch (NumberFormatException _) {
            throw new InvalidValueException("after", "must be the \"next\" of an earlier page of this list");
        }
    }

    private static JournalEntry.Kind kind(String written) {
        for (JournalEntry.Kind kind : JournalEntry.Kind.values()) {
            if (kind.name().equals(written)) {
                return kind;
            }
        }
        throw new InvalidValueException(
                "kind", "must be REFUSED, TOKEN_USED, AUDIT_READ, PAST_READ, EXPORTED, IMPORTED or REPLAYED");
    }
}
