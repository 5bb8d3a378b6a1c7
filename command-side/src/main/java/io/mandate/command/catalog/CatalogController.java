package io.mandate.command.catalog;

import io.mandate.command.catalog.CatalogCommand.ImportCatalog;
import io.mandate.command.catalog.document.CatalogDocument;
import io.mandate.command.catalog.document.CatalogReader;
import io.mandate.command.gate.CommandGate;
import io.mandate.command.gate.TenantCommand;
import io.mandate.command.gate.Writes;
import io.mandate.command.policy.ChangePolicy;
import io.mandate.http.request.RequestFacts;
import io.mandate.live.identity.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/// `PUT /v1/catalog`: the whole document, in JSON or, by its content type, in YAML. What it says about policies holds
/// afterwards, too; quotas and initial profiles are for new tenants and are left alone.
@RestController
class CatalogController {
    private final CommandGate gate;

    CatalogController(CommandGate gate) {
        this.gate = gate;
    }

    @PutMapping("/v1/catalog")
    ResponseEntity<Map<String, Object>> put(
            Caller caller,
            RequestFacts facts,
            @RequestHeader(name = HttpHeaders.CONTENT_TYPE, required = false) @Nullable MediaType type,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody byte[] bytes) {
        CatalogDocument document = isYaml(type) ? CatalogReader.yaml(bytes) : CatalogReader.json(bytes);
        List<TenantCommand> commands = new ArrayList<>();
        commands.add(new ImportCatalog(caller.tenant(), document, Seen.revision(ifMatch)));
        document.policies()
                .forEach((policy, value) -> commands.add(new ChangePolicy(caller.tenant(), policy, value, null)));
        return Writes.answer(gate.execute(Writes.request(caller, facts, bytes), commands));
    }

    private static boolean isYaml(@Nullable MediaType type) {
        return type != null
                && (type.getSubtype().equals("yaml") || type.getSubtype().equals("x-yaml"));
    }
}
