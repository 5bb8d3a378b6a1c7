package io.mandate.command.catalog;

import io.mandate.command.catalog.CatalogCommand.DefineNode;
import io.mandate.command.catalog.CatalogCommand.ReinstateNode;
import io.mandate.command.catalog.CatalogCommand.RetireNode;
import io.mandate.command.catalog.document.CatalogParts;
import io.mandate.command.gate.Changed;
import io.mandate.command.gate.ReasonBody;
import io.mandate.command.gate.Writes;
import io.mandate.events.values.NodeKey;
import io.mandate.http.description.Described;
import io.mandate.http.json.StrictJson;
import io.mandate.http.request.RequestFacts;
import io.mandate.live.identity.Caller;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Single nodes: `PUT` and `DELETE /v1/catalog/nodes/{node}`, `PUT /v1/catalog/reinstatements/{node}`; the node is the
/// path's tail.
@RestController
class NodeController {
    private final Writes writes;
    private final StrictJson json;

    NodeController(Writes writes, StrictJson json) {
        this.writes = writes;
        this.json = json;
    }

    @Described(
            summary = "Define or change a node of the catalog",
            answer = Changed.class,
            bodyAt = "/v1/catalog/schema")
    @PutMapping("/v1/catalog/nodes/{*node}")
    ResponseEntity<Map<String, Object>> define(
            Caller caller,
            RequestFacts facts,
            @PathVariable String node,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody byte[] bytes) {
        NodeKey key = new NodeKey(node.substring(1));
        DefineNode command = new DefineNode(
                caller.tenant(), key, CatalogParts.node(key, json.read(bytes, JsonNode.class)), Seen.revision(ifMatch));
        return writes.change(caller, facts, bytes, command);
    }

    @Described(summary = "Retire a node", answer = Changed.class, body = ReasonBody.class)
    @DeleteMapping("/v1/catalog/nodes/{*node}")
    ResponseEntity<Map<String, Object>> retire(
            Caller caller,
            RequestFacts facts,
            @PathVariable String node,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody(required = false) byte @Nullable [] bytes) {
        return writes.bare(
                caller,
                facts,
                bytes,
                new RetireNode(caller.tenant(), new NodeKey(node.substring(1)), Seen.revision(ifMatch)));
    }

    @Described(summary = "Reinstate a retired node", answer = Changed.class, body = ReasonBody.class)
    @PutMapping("/v1/catalog/reinstatements/{*node}")
    ResponseEntity<Map<String, Object>> reinstate(
            Caller caller,
            RequestFacts facts,
            @PathVariable String node,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody(required = false) byte @Nullable [] bytes) {
        return writes.bare(
                caller,
                facts,
                bytes,
                new ReinstateNode(caller.tenant(), new NodeKey(node.substring(1)), Seen.revision(ifMatch)));
    }
}
