package io.mandate.command.catalog;

import io.mandate.command.catalog.CatalogCommand.DefineRole;
import io.mandate.command.catalog.CatalogCommand.DefineRoleType;
import io.mandate.command.catalog.CatalogCommand.DefineSetting;
import io.mandate.command.catalog.CatalogCommand.RetireSetting;
import io.mandate.command.catalog.document.CatalogParts;
import io.mandate.command.gate.Changed;
import io.mandate.command.gate.ReasonBody;
import io.mandate.command.gate.Writes;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.SettingKey;
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

/// Single settings, role types and roles: `PUT /v1/catalog/settings/{setting}` and so on; a setting can be retired by
/// `DELETE`, roles and role types go with a whole document.
@RestController
class CatalogPartsController {
    private final Writes writes;
    private final StrictJson json;

    CatalogPartsController(Writes writes, StrictJson json) {
        this.writes = writes;
        this.json = json;
    }

    @Described(summary = "Define or change a setting", answer = Changed.class, bodyAt = "/v1/catalog/schema")
    @PutMapping("/v1/catalog/settings/{*setting}")
    ResponseEntity<Map<String, Object>> define(
            Caller caller,
            RequestFacts facts,
            @PathVariable String setting,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody byte[] bytes) {
        SettingKey key = new SettingKey(setting.substring(1));
        DefineSetting command =
                new DefineSetting(caller.tenant(), key, CatalogParts.setting(key, tree(bytes)), Seen.revision(ifMatch));
        return writes.change(caller, facts, bytes, command);
    }

    @Described(summary = "Retire a setting", answer = Changed.class, body = ReasonBody.class)
    @DeleteMapping("/v1/catalog/settings/{*setting}")
    ResponseEntity<Map<String, Object>> retire(
            Caller caller,
            RequestFacts facts,
            @PathVariable String setting,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody(required = false) byte @Nullable [] bytes) {
        return writes.bare(
                caller,
                facts,
                bytes,
                new RetireSetting(caller.tenant(), new SettingKey(setting.substring(1)), Seen.revision(ifMatch)));
    }

    @Described(summary = "Define or change a role type", answer = Changed.class, bodyAt = "/v1/catalog/schema")
    @PutMapping("/v1/catalog/role-types/{roleType}")
    ResponseEntity<Map<String, Object>> define(
            Caller caller,
            RequestFacts facts,
            @PathVariable RoleTypeKey roleType,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody byte[] bytes) {
        DefineRoleType command = new DefineRoleType(
                caller.tenant(), roleType, CatalogParts.roleType(roleType, tree(bytes)), Seen.revision(ifMatch));
        return writes.change(caller, facts, bytes, command);
    }

    @Described(summary = "Define or change a role", answer = Changed.class, bodyAt = "/v1/catalog/schema")
    @PutMapping("/v1/catalog/roles/{role}")
    ResponseEntity<Map<String, Object>> define(
            Caller caller,
            RequestFacts facts,
            @PathVariable RoleKey role,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody byte[] bytes) {
        DefineRole command =
                new DefineRole(caller.tenant(), role, CatalogParts.role(role, tree(bytes)), Seen.revision(ifMatch));
        return writes.change(caller, facts, bytes, command);
    }

    private JsonNode tree(byte[] bytes) {
        return json.read(bytes, JsonNode.class);
    }
}
