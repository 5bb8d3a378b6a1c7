package io.mandate.query.record;

import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RecordId;
import io.mandate.http.description.Described;
import io.mandate.http.request.MinPosition;
import io.mandate.live.identity.Caller;
import io.mandate.query.position.Answers;
import io.mandate.query.position.ModelAnswer;
import io.mandate.query.position.ModelReads;
import io.mandate.query.position.ModelView;
import io.mandate.query.position.Page;
import io.mandate.query.position.PageRequest;
import io.mandate.query.position.Permission;
import io.mandate.query.scope.Condition;
import io.mandate.query.scope.ScopeSql;
import io.mandate.query.scope.ScopedRecords;
import io.mandate.query.user.Names;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Lists the registered records of a resource, or shows one of them.
@RestController
class RecordController {
    private final ModelReads models;

    RecordController(ModelReads models) {
        this.models = models;
    }

    @Described(summary = "List the registered records of a resource", refuses = 404)
    @GetMapping(path = "/v1/records", params = "!record")
    ResponseEntity<Page<RecordView>> records(
            Caller caller,
            MinPosition atLeast,
            @RequestParam NodeKey resource,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Boolean count) {
        PageRequest page = PageRequest.of("records", after, limit, count);
        return Page.of(models.read(caller, Permission.VIEW_RECORDS, atLeast, view -> find(view, resource, page)));
    }

    @Described(summary = "Read a registered record", refuses = 404)
    @GetMapping(path = "/v1/records", params = "record")
    ResponseEntity<RecordView> record(
            Caller caller, MinPosition atLeast, @RequestParam NodeKey resource, @RequestParam RecordId record) {
        ModelAnswer<RecordView> answer =
                models.read(caller, Permission.VIEW_RECORDS, atLeast, view -> get(view, resource, record));
        return Answers.of(answer, answer.body().revision());
    }

    /// The same at the address that a registration answers with.
    @Described(summary = "Read a registered record at its address")
    @GetMapping("/v1/records/{*resource}")
    ResponseEntity<RecordView> recordAt(
            Caller caller, MinPosition atLeast, @PathVariable String resource, @RequestParam RecordId id) {
        return record(caller, atLeast, new NodeKey(resource.substring(1)), id);
    }

    private static Page.Part<RecordView> find(ModelView view, NodeKey resource, PageRequest page) {
        Condition matching = reach(view).and(Condition.of("r.resource = ?", resource.value()));
        List<RecordRow> rows = select(
                view,
                matching.and(Condition.of("r.record > ?", page.after())),
                " ORDER BY r.record LIMIT " + page.rows());
        Long count = page.counted() ? count(view, matching) : null;
        Names names = Names.of(view, rows.stream().map(RecordRow::changedBy).toList());
        return page.part(rows, RecordRow::record, row -> shown(row, names), count);
    }

    private static RecordView get(ModelView view, NodeKey resource, RecordId record) {
        List<RecordRow> rows = select(
                view,
                reach(view).and(Condition.of("r.resource = ? AND r.record = ?", resource.value(), record.value())),
                "");
        if (rows.isEmpty()) {
            throw new RejectedException(
                    Rejection.of(RejectionCode.RECORD_NOT_FOUND, "record", record, "resource", resource));
        }
        return shown(rows.getFirst(), Names.of(view, List.of(rows.getFirst().changedBy())));
    }

    private static Condition reach(ModelView view) {
        return ScopeSql.of(view.scope(), view.newest(), view.caller(), new ScopedRecords());
    }

    private static List<RecordRow> select(ModelView view, Condition condition, String end) {
        return view.sql()
                .sql("SELECT " + RecordRow.TABLE.columns("r") + from(view) + condition.sql() + end)
                .param(view.tenant().value())
                .params(condition.values())
                .query((row, _) -> RecordRow.TABLE.read(row))
                .list();
    }

    private static long count(ModelView view, Condition condition) {
        return view.sql()
                .sql("SELECT count(*)" + from(view) + condition.sql())
                .param(view.tenant().value())
                .params(condition.values())
                .query(Long.class)
                .single();
    }

    private static String from(ModelView view) {
        return " FROM " + view.table(RecordRow.TABLE) + " r WHERE r.tenant = ? AND ";
    }

    private static RecordView shown(RecordRow row, Names names) {
        return new RecordView(
                row.resource(),
                row.record(),
                row.creator(),
                row.owner(),
                row.assignees().text(),
                row.containers().text(),
                row.attributes().text(),
                row.revision(),
                row.registeredAt(),
                row.changedAt(),
                names.actor(row.changedByKind(), row.changedBy()));
    }
}
