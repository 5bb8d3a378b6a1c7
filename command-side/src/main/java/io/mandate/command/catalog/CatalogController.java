package io.mandate.command.catalog;

import io.mandate.command.catalog.CatalogCommand.ImportCatalog;
import io.mandate.command.catalog.document.CatalogDocument;
import io.mandate.command.catalog.document.CatalogReader;
import io.mandate.command.gate.Changed;
import io.mandate.command.gate.CommandGate;
import io.mandate.command.gate.Proviso;
import io.mandate.command.gate.TenantCommand;
import io.mandate.command.gate.Writes;
import io.mandate.command.policy.ChangePolicy;
import io.mandate.command.preview.PreviewBody;
import io.mandate.command.preview.PreviewPage;
import io.mandate.command.preview.Previews;
import io.mandate.events.tenant.Policy;
import io.mandate.events.values.UserId;
import io.mandate.http.description.Described;
import io.mandate.http.request.RequestFacts;
import io.mandate.live.identity.Caller;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `PUT /v1/catalog`: the whole document, in JSON or, by its content type, in YAML. What it says about policies holds
/// afterwards, too, and guards it does not mention are on; quotas and initial profiles are for new tenants and are left
/// alone.
@RestController
class CatalogController {
    private final CommandGate gate;
    private final Previews previews;

    CatalogController(CommandGate gate, Previews previews) {
        this.gate = gate;
        this.previews = previews;
    }

    @Described(
            summary = "Import a catalog: every difference becomes a change",
            answer = Changed.class,
            bodyAt = "/v1/catalog/schema")
    @PutMapping(path = "/v1/catalog", params = "preview!=true")
    ResponseEntity<Map<String, Object>> put(
            Caller caller,
            RequestFacts facts,
            @RequestHeader(name = HttpHeaders.CONTENT_TYPE, required = false) @Nullable MediaType type,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody byte[] bytes) {
        return Writes.answer(
                gate.execute(Writes.request(caller, facts, bytes), commands(caller, type, ifMatch, bytes)));
    }

    /// What the import would do to the permissions of users.
    @Described(summary = "Preview a catalog", answer = PreviewBody.class, bodyAt = "/v1/catalog/schema")
    @PutMapping(path = "/v1/catalog", params = "preview=true")
    ResponseEntity<PreviewBody> preview(
            Caller caller,
            RequestFacts facts,
            @RequestHeader(name = HttpHeaders.CONTENT_TYPE, required = false) @Nullable MediaType type,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestParam(required = false) @Nullable UserId after,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestBody byte[] bytes) {
        return previews.of(
                Writes.request(caller, facts, bytes),
                commands(caller, type, ifMatch, bytes),
                Proviso.NONE,
                PreviewPage.of(after, limit));
    }

    private static List<TenantCommand> commands(
            Caller caller, @Nullable MediaType type, @Nullable String ifMatch, byte[] bytes) {
        CatalogDocument document = isYaml(type) ? CatalogReader.yaml(bytes) : CatalogReader.json(bytes);
        List<TenantCommand> commands = new ArrayList<>();
        commands.add(new ImportCatalog(caller.tenant(), document, Seen.revision(ifMatch)));
        policies(document)
                .forEach((policy, value) -> commands.add(new ChangePolicy(caller.tenant(), policy, value, null)));
        return commands;
    }

    /// Those that the document names. Guards hold unless it says otherwise: a document that does not speak of
    /// them leaves none switched off.
    private static Map<Policy, String> policies(CatalogDocument document) {
        Map<Policy, String> policies = new EnumMap<>(Policy.class);
        for (Policy policy : Policy.values()) {
            if (policy.guard()) {
                policies.put(policy, policy.initial());
            }
        }
        policies.putAll(document.policies());
        return policies;
    }

    private static boolean isYaml(@Nullable MediaType type) {
        return type != null
                && (type.getSubtype().equals("yaml") || type.getSubtype().equals("x-yaml"));
    }
}
