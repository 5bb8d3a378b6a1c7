package io.mandate.query.catalog;

import io.mandate.events.values.ActionName;
import io.mandate.events.values.NodeKey;
import io.mandate.http.description.Described;
import io.mandate.http.request.MinPosition;
import io.mandate.live.identity.Caller;
import io.mandate.query.position.Answers;
import io.mandate.query.position.ModelAnswer;
import io.mandate.query.position.ModelReads;
import io.mandate.query.position.Permission;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Shows the catalog as a document that can be imported again; its revision is the position of its last change. The
/// schema of such documents is the same for everybody.
@RestController
class CatalogController {
    private static final Permission VIEW =
            new Permission(new NodeKey("administration/catalog"), new ActionName("view"));
    private static final MediaType SCHEMA = MediaType.valueOf("application/schema+json");

    private final ModelReads models;

    CatalogController(ModelReads models) {
        this.models = models;
    }

    /// A catalog and the position of its last change.
    private record Document(Map<String, Object> form, long revision) {}

    @Described(summary = "Read the catalog", answerAt = "/v1/catalog/schema")
    @GetMapping("/v1/catalog")
    ResponseEntity<Map<String, Object>> catalog(Caller caller, MinPosition atLeast) {
        ModelAnswer<Document> answer = models.read(
                caller,
                VIEW,
                atLeast,
                view -> new Document(
                        CatalogForm.of(view.access().catalog(), view.access().tenantState()),
                        view.access().catalog().seq()));
        Document document = answer.body();
        return Answers.of(
                new ModelAnswer<>(document.form(), answer.position(), answer.incompleteSince()), document.revision());
    }

    @Described(
            summary = "Read the JSON Schema of catalogs",
            answerAt = "https://json-schema.org/draft/2020-12/schema",
            produces = "application/schema+json")
    @GetMapping("/v1/catalog/schema")
    ResponseEntity<Resource> schema(Caller caller) {
        return ResponseEntity.ok().contentType(SCHEMA).body(new ClassPathResource("catalogs/catalog.schema.json"));
    }
}
