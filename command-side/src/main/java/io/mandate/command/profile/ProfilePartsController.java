package io.mandate.command.profile;

import io.mandate.command.gate.Changed;
import io.mandate.command.gate.ReasonBody;
import io.mandate.command.gate.Writes;
import io.mandate.events.profile.Enablement;
import io.mandate.events.profile.InstanceMode;
import io.mandate.events.profile.Navigation;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.InstanceType;
import io.mandate.events.values.LevelName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.SettingKey;
import io.mandate.http.description.Described;
import io.mandate.http.json.StrictJson;
import io.mandate.http.request.RequestFacts;
import io.mandate.http.request.Revisions;
import io.mandate.live.identity.Caller;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Single changes of a profile, one path for each part of it. The node or the setting is the tail of the
/// path; `If-Match` is optional here, because each of them says only what it changes.
@RestController
@RequestMapping("/v1/profiles/{profile}")
class ProfilePartsController {
    private final Writes writes;
    private final StrictJson json;

    ProfilePartsController(Writes writes, StrictJson json) {
        this.writes = writes;
        this.json = json;
    }

    /// OverridePermission.
    @Described(summary = "Override a permission", answer = Changed.class, body = OverrideBody.class)
    @PutMapping("/permissions/{*node}")
    ResponseEntity<Map<String, Object>> override(
            Caller caller,
            RequestFacts facts,
            @PathVariable String profile,
            @PathVariable("node") String tail,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody byte[] body) {
        OverrideBody wish = json.read(body, OverrideBody.class);
        ChangeBody change = new ChangeBody.OverridePermission(node(tail), wish.level(), wish.actions());
        return writes.change(
                caller, facts.withReason(wish.reason()), body, change.of(target(caller, profile, ifMatch)));
    }

    /// ClearOverride.
    @Described(summary = "Clear an override", answer = Changed.class, body = ReasonBody.class)
    @DeleteMapping("/permissions/{*node}")
    ResponseEntity<Map<String, Object>> clearOverride(
            Caller caller,
            RequestFacts facts,
            @PathVariable String profile,
            @PathVariable("node") String tail,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody(required = false) byte @Nullable [] bytes) {
        ChangeBody change = new ChangeBody.ClearOverride(node(tail));
        return writes.bare(caller, facts, bytes, change.of(target(caller, profile, ifMatch)));
    }

    /// EnableNode, DisableNode; UNSET is ResetNode.
    @Described(summary = "Enable or disable a node", answer = Changed.class, body = EnablementBody.class)
    @PutMapping("/enablement/{*node}")
    ResponseEntity<Map<String, Object>> enable(
            Caller caller,
            RequestFacts facts,
            @PathVariable String profile,
            @PathVariable("node") String tail,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody byte[] body) {
        EnablementBody wish = json.read(body, EnablementBody.class);
        ChangeBody change = wish.change(node(tail));
        return writes.change(
                caller, facts.withReason(wish.reason()), body, change.of(target(caller, profile, ifMatch)));
    }

    /// ResetNode.
    @Described(summary = "Reset the enablement of a node", answer = Changed.class, body = ReasonBody.class)
    @DeleteMapping("/enablement/{*node}")
    ResponseEntity<Map<String, Object>> reset(
            Caller caller,
            RequestFacts facts,
            @PathVariable String profile,
            @PathVariable("node") String tail,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody(required = false) byte @Nullable [] bytes) {
        ChangeBody change = new ChangeBody.ResetNode(node(tail));
        return writes.bare(caller, facts, bytes, change.of(target(caller, profile, ifMatch)));
    }

    /// SetRecordScope, for one action or for all.
    @Described(summary = "Set the record scope of a node", answer = Changed.class, body = ScopeBody.class)
    @PutMapping("/scope/{*node}")
    ResponseEntity<Map<String, Object>> scope(
            Caller caller,
            RequestFacts facts,
            @PathVariable String profile,
            @PathVariable("node") String tail,
            @RequestParam(required = false) @Nullable String action,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody byte[] body) {
        ScopeBody wish = json.read(body, ScopeBody.class);
        ChangeBody change = new ChangeBody.SetRecordScope(node(tail), action(action), wish.scope());
        return writes.change(
                caller, facts.withReason(wish.reason()), body, change.of(target(caller, profile, ifMatch)));
    }

    /// ClearRecordScope.
    @Described(summary = "Clear the record scope of a node", answer = Changed.class, body = ReasonBody.class)
    @DeleteMapping("/scope/{*node}")
    ResponseEntity<Map<String, Object>> clearScope(
            Caller caller,
            RequestFacts facts,
            @PathVariable String profile,
            @PathVariable("node") String tail,
            @RequestParam(required = false) @Nullable String action,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody(required = false) byte @Nullable [] bytes) {
        ChangeBody change = new ChangeBody.ClearRecordScope(node(tail), action(action));
        return writes.bare(caller, facts, bytes, change.of(target(caller, profile, ifMatch)));
    }

    /// SetNavigation.
    @Described(summary = "Show or hide a node in the navigation", answer = Changed.class, body = NavigationBody.class)
    @PutMapping("/navigation/{*node}")
    ResponseEntity<Map<String, Object>> navigate(
            Caller caller,
            RequestFacts facts,
            @PathVariable String profile,
            @PathVariable("node") String tail,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody byte[] body) {
        NavigationBody wish = json.read(body, NavigationBody.class);
        ChangeBody change = new ChangeBody.SetNavigation(node(tail), wish.navigation());
        return writes.change(
                caller, facts.withReason(wish.reason()), body, change.of(target(caller, profile, ifMatch)));
    }

    /// SetNavigation to UNSET.
    @Described(summary = "Reset the navigation of a node", answer = Changed.class, body = ReasonBody.class)
    @DeleteMapping("/navigation/{*node}")
    ResponseEntity<Map<String, Object>> clearNavigation(
            Caller caller,
            RequestFacts facts,
            @PathVariable String profile,
            @PathVariable("node") String tail,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody(required = false) byte @Nullable [] bytes) {
        ChangeBody change = new ChangeBody.SetNavigation(node(tail), Navigation.UNSET);
        return writes.bare(caller, facts, bytes, change.of(target(caller, profile, ifMatch)));
    }

    /// SelectInstances.
    @Described(summary = "Select instances", answer = Changed.class, body = InstancesBody.class)
    @PutMapping("/instances/{*node}")
    ResponseEntity<Map<String, Object>> pick(
            Caller caller,
            RequestFacts facts,
            @PathVariable String profile,
            @PathVariable("node") String tail,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody byte[] body) {
        InstancesBody wish = json.read(body, InstancesBody.class);
        ChangeBody change = wish.change(node(tail));
        return writes.change(
                caller, facts.withReason(wish.reason()), body, change.of(target(caller, profile, ifMatch)));
    }

    /// SelectInstances to UNSET.
    @Described(summary = "Clear the selection of instances", answer = Changed.class, body = ReasonBody.class)
    @DeleteMapping("/instances/{*node}")
    ResponseEntity<Map<String, Object>> clearPick(
            Caller caller,
            RequestFacts facts,
            @PathVariable String profile,
            @PathVariable("node") String tail,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody(required = false) byte @Nullable [] bytes) {
        ChangeBody change = new ChangeBody.SelectInstances(node(tail), null, InstanceMode.UNSET, null, null, null);
        return writes.bare(caller, facts, bytes, change.of(target(caller, profile, ifMatch)));
    }

    /// SetSetting.
    @Described(summary = "Set a setting", answer = Changed.class, body = SettingBody.class)
    @PutMapping("/settings/{*setting}")
    ResponseEntity<Map<String, Object>> set(
            Caller caller,
            RequestFacts facts,
            @PathVariable String profile,
            @PathVariable("setting") String tail,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody byte[] body) {
        SettingBody wish = json.read(body, SettingBody.class);
        ChangeBody change = new ChangeBody.SetSetting(setting(tail), wish.value());
        return writes.change(
                caller, facts.withReason(wish.reason()), body, change.of(target(caller, profile, ifMatch)));
    }

    /// ClearSetting.
    @Described(summary = "Clear a setting", answer = Changed.class, body = ReasonBody.class)
    @DeleteMapping("/settings/{*setting}")
    ResponseEntity<Map<String, Object>> clearSetting(
            Caller caller,
            RequestFacts facts,
            @PathVariable String profile,
            @PathVariable("setting") String tail,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody(required = false) byte @Nullable [] bytes) {
        ChangeBody change = new ChangeBody.ClearSetting(setting(tail));
        return writes.bare(caller, facts, bytes, change.of(target(caller, profile, ifMatch)));
    }

    private static ProfileTarget target(Caller caller, String profile, @Nullable String ifMatch) {
        OptionalLong seen = Revisions.expected(ifMatch);
        return new ProfileTarget(
                caller.tenant(), new ProfileId(profile), seen.isPresent() ? (Long) seen.getAsLong() : null);
    }

    /// The tail of a path comes with its leading slash.
    private static NodeKey node(String tail) {
        return new NodeKey(tail.substring(1));
    }

    private static SettingKey setting(String tail) {
        return new SettingKey(tail.substring(1));
    }

    private static @Nullable ActionName action(@Nullable String action) {
        return action == null ? null : new ActionName(action);
    }

    record OverrideBody(
            @Nullable LevelName level,
            @Nullable ActionSet actions,
            @Nullable String reason) {}

    record EnablementBody(
            @Nullable Enablement enablement, @Nullable String reason) {
        ChangeBody change(NodeKey node) {
            return switch (ChangeBody.given(enablement, "enablement")) {
                case ENABLED -> new ChangeBody.EnableNode(node);
                case DISABLED -> new ChangeBody.DisableNode(node);
                case UNSET -> new ChangeBody.ResetNode(node);
            };
        }
    }

    record ScopeBody(
            @Nullable ScopeExpression scope, @Nullable String reason) {}

    record NavigationBody(
            @Nullable Navigation navigation, @Nullable String reason) {}

    record InstancesBody(
            @Nullable InstanceType instanceType,
            @Nullable InstanceMode mode,
            @Nullable SortedSet<RecordId> ids,
            @Nullable SortedSet<RecordId> add,
            @Nullable SortedSet<RecordId> remove,
            @Nullable String reason) {
        ChangeBody change(NodeKey node) {
            return new ChangeBody.SelectInstances(node, instanceType, mode, ids, add, remove);
        }
    }

    record SettingBody(@Nullable Object value, @Nullable String reason) {}
}
