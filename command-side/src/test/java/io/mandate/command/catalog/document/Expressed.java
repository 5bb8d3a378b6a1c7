package io.mandate.command.catalog.document;

import io.mandate.events.catalog.AttributeDefinition;
import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.catalog.NodeDefinition.Kind;
import io.mandate.events.catalog.NodeDefinition.Level;
import io.mandate.events.catalog.RoleDefinition;
import io.mandate.events.catalog.RoleTypeDefinition;
import io.mandate.events.catalog.SettingDefinition;
import io.mandate.events.catalog.SettingType;
import io.mandate.events.tenant.Policy;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.FieldClass;
import io.mandate.events.values.FieldName;
import io.mandate.events.values.LevelName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.SettingKey;
import io.mandate.events.values.TierName;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What a catalog says about something, in the words of the list of lines. Sets are written in the order in which the
/// list expects them, so that only a true difference shows.
final class Expressed {
    private final CatalogDocument document;
    private final String key;
    private final String expected;

    private Expressed(CatalogDocument document, String key, String expected) {
        this.document = document;
        this.key = key;
        this.expected = expected;
    }

    static String in(CatalogDocument document, String kind, String key, String expected) {
        return new Expressed(document, key, expected).said(kind);
    }

    private String said(String kind) {
        return switch (kind) {
            case "module" -> node().kind() == Kind.MODULE ? "" : "no module";
            case "node" -> node().kind() == Kind.MODULE ? "a module" : "";
            case "modules" -> modules();
            case "actions" -> ordered(node().supportedActions().actions());
            case "levels" -> words(node().levels().stream().map(Level::name).toList());
            case "level" -> level();
            case "levelScope" -> levelScope();
            case "recordBased" -> String.valueOf(node().recordBased());
            case "navigable" -> String.valueOf(node().navigable());
            case "instanceType" -> String.valueOf(node().instanceType());
            case "scopedBy" -> String.valueOf(node().scopedBy());
            case "sensitiveFields" -> fields(node().sensitiveFields());
            case "relevantRoles" -> ordered(node().relevantRoles());
            case "relevantRoleTypes" -> ordered(node().relevantRoleTypes());
            case "tier" -> tier();
            case "role" -> role().roleType().value();
            case "roles" -> ordered(document.roles().keySet());
            case "assignableBy" -> role().assignableBy().contains(new RoleKey(expected)) ? expected : "not by it";
            case "onlyAssignableBy" -> ordered(role().assignableBy());
            case "requiredAttributes" -> ordered(role().requiredAttributes());
            case "identityPolicy" ->
                role().identityPolicy(roleType(role().roleType())).name();
            case "roleType" -> roleType(new RoleTypeKey(key)).profilePolicy().name();
            case "superuser" -> String.valueOf(roleType(new RoleTypeKey(key)).superuser());
            case "roleTypes" -> ordered(document.roleTypes().keySet());
            case "attribute" -> attribute().sensitivity().name();
            case "setting" -> kind(setting().type());
            case "keysSubsetOf" -> String.valueOf(setting().keysSubsetOf());
            case "options" -> options();
            case "policy" -> policy();
            case "tiers" -> words(document.tiers().keySet());
            case "quota" -> quota();
            case "initialProfile" -> initialProfile();
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private String modules() {
        Set<String> modules = document.nodes().entrySet().stream()
                .filter(node -> node.getValue().kind() == Kind.MODULE)
                .map(node -> node.getKey().value())
                .filter(module -> !module.equals("administration"))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return words(modules);
    }

    private String level() {
        String[] wanted = expected.split(" ");
        return node().levels().stream()
                .filter(level -> level.name().equals(new LevelName(wanted[0])))
                .findFirst()
                .map(level -> (wanted[0] + " " + ordered(level.actions().actions())).strip())
                .orElse("no such level");
    }

    private String levelScope() {
        String name = expected.split(" ")[0];
        String scopes = node().levels().stream()
                .filter(level -> level.name().equals(new LevelName(name)))
                .flatMap(level -> level.scopes().entrySet().stream())
                .map(scope -> scope.getKey() + " " + attribute(scope.getValue()))
                .collect(Collectors.joining(" "));
        return name + " " + (scopes.isEmpty() ? "none" : scopes);
    }

    private static String attribute(ScopeExpression scope) {
        return scope instanceof ScopeExpression.Attribute(var name, var values)
                ? name + "=" + String.join(",", values)
                : scope.toString();
    }

    private String tier() {
        String action = expected.split(" ")[0];
        return action + " " + node().actionTier().get(new ActionName(action));
    }

    private String options() {
        return setting().type() instanceof SettingType.VariantType(var options)
                ? options.stream()
                        .map(option -> option.parameter() == null
                                ? option.name()
                                : "%s(%d..%d)"
                                        .formatted(
                                                option.name(),
                                                option.parameter().min(),
                                                option.parameter().max()))
                        .collect(Collectors.joining(" "))
                : "no options";
    }

    private String policy() {
        Policy policy = Policy.of(key);
        String value = document.policies().getOrDefault(policy, policy.initial());
        return value.isEmpty() ? "EMPTY" : value;
    }

    private String quota() {
        return document.quotas().stream()
                .filter(quota -> quota.tier().equals(new TierName(key)))
                .findFirst()
                .map(quota -> quota.limit() + " " + quota.mode())
                .orElse("none");
    }

    private String initialProfile() {
        return document.initialProfiles().stream()
                .filter(profile -> profile.name().value().equals(key))
                .findFirst()
                .map(profile -> profile.defaultActions().isEmpty()
                                && profile.overrides().isEmpty()
                                && profile.enable().isEmpty()
                        ? "allows nothing"
                        : "allows something")
                .orElse("none");
    }

    private NodeDefinition node() {
        return of(document.nodes(), new NodeKey(key));
    }

    private RoleDefinition role() {
        return of(document.roles(), new RoleKey(key));
    }

    private RoleTypeDefinition roleType(RoleTypeKey type) {
        return of(document.roleTypes(), type);
    }

    private AttributeDefinition attribute() {
        return of(document.attributes(), new AttributeKey(key));
    }

    private SettingDefinition setting() {
        return of(document.settings(), new SettingKey(key));
    }

    private static <K, V> V of(Map<K, V> things, K key) {
        return Objects.requireNonNull(things.get(key), () -> "there is no " + key);
    }

    private static String kind(SettingType type) {
        String name = type.getClass().getSimpleName();
        return name.substring(0, name.length() - "Type".length()).toUpperCase(java.util.Locale.ROOT);
    }

    private String fields(Map<FieldName, FieldClass> fields) {
        return ordered(fields.entrySet().stream().map(Object::toString).toList());
    }

    private static String words(Collection<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining(" "));
    }

    /// In the order of the expectation, if it is the same set.
    private String ordered(Collection<?> values) {
        List<String> wanted = Arrays.asList(expected.split(" "));
        Set<String> said = values.stream().map(Object::toString).collect(Collectors.toCollection(TreeSet::new));
        LinkedHashSet<String> ordered = new LinkedHashSet<>(wanted);
        ordered.retainAll(said);
        ordered.addAll(said);
        return String.join(" ", ordered);
    }
}
