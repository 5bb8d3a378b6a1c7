package io.mandate.query.history;

import io.mandate.access.AccessView;
import io.mandate.http.description.Described;
import io.mandate.http.request.MinPosition;
import io.mandate.http.request.RequestFacts;
import io.mandate.http.request.Revisions;
import io.mandate.live.identity.Caller;
import io.mandate.query.asked.Asked;
import io.mandate.query.catalog.CatalogForm;
import io.mandate.store.StoreId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The catalog as it was at a moment, as a document that can be imported again.
@RestController
class PastCatalogController {
    private final PastViews views;
    private final PastReads reads;
    private final StoreId store;

    PastCatalogController(PastViews views, PastReads reads, StoreId store) {
        this.views = views;
        this.reads = reads;
        this.store = store;
    }

    /// The entity tag is the one that the catalog had then: as long as the catalog has it, nothing changed since.
    ///
    /// @param at an instant, or a day, which stands for its beginning in the tenant's time zone; without it and
    ///     without `position`, now
    /// @param position a position, instead of `at`
    @Described(summary = "The catalog as it was at a moment", answerAt = "/v1/catalog/schema")
    @GetMapping("/v1/history/catalog")
    ResponseEntity<Map<String, Object>> catalog(
            Caller caller,
            RequestFacts facts,
            MinPosition atLeast,
            @RequestParam(required = false) @Nullable String at,
            @RequestParam(required = false) @Nullable String position) {
        AccessView head = views.atHead(caller.tenant(), atLeast);
        PastReads.require(head, caller);
        AsOf moment = AsOf.of(at, position, head.tenantState().zone());
        AccessView then = views.at(caller.tenant(), moment);
        String answered = store.position(then.position()).toString();
        Asked asked = new Asked().with("position", answered).with("at", at);
        reads.note(caller, facts.ip(), "GET /v1/history/catalog", asked.facts());
        return ResponseEntity.ok()
                .header(MinPosition.ANSWER, answered)
                .header(
                        HttpHeaders.ETAG,
                        Revisions.tag(store.value(), then.catalog().seq()))
                .body(CatalogForm.of(then.catalog(), then.tenantState()));
    }
}
