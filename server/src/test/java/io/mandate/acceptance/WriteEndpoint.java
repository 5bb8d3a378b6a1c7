package io.mandate.acceptance;

import static org.springframework.web.bind.annotation.RequestMethod.DELETE;

import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// An endpoint that takes a body and changes something, with a body that it understands.
///
/// @param pattern method and path as the controllers declare them
/// @param path with something that exists in every place of the pattern
/// @param body understood, whether or not a rule then refuses it
/// @param optional whether it also goes without a body
record WriteEndpoint(String pattern, String path, String body, boolean optional) {
    private static final List<WriteEndpoint> ALL = List.of(
            of("POST /v1/profiles", "/v1/profiles", """
                    {"name": "New", "roleType": "CSR", "description": "d", "defaultActions": ["view"],
                     "changes": [{"kind": "OverridePermission", "node": "commerce/invoices", "level": "EDIT"}]}"""),
            of("PATCH /v1/profiles/{profile}", "/v1/profiles/p", """
                    {"changes": [{"kind": "DescribeProfile", "description": "d"}], "reason": "why"}"""),
            of("POST /v1/profiles/{profile}/clone", "/v1/profiles/p/clone", """
                    {"name": "Clone", "revision": 1, "reason": "why"}"""),
            of("POST /v1/profiles/{profile}/restore", "/v1/profiles/p/restore", "{\"toRevision\": 1}"),
            of(
                    "PUT /v1/profiles/{profile}/permissions/{*node}",
                    "/v1/profiles/p/permissions/commerce/invoices",
                    "{\"actions\": [\"view\", \"edit\"], \"reason\": \"why\"}"),
            of(
                    "PUT /v1/profiles/{profile}/enablement/{*node}",
                    "/v1/profiles/p/enablement/commerce/invoices",
                    "{\"enablement\": \"ENABLED\"}"),
            of("PUT /v1/profiles/{profile}/scope/{*node}", "/v1/profiles/p/scope/commerce/invoices", """
                    {"scope": {"kind": "ANY_OF", "parts": [{"kind": "CREATED_BY_ME"}, {"kind": "ALL"}]}}"""),
            of(
                    "PUT /v1/profiles/{profile}/navigation/{*node}",
                    "/v1/profiles/p/navigation/home/dashboard",
                    "{\"navigation\": \"HIDDEN\"}"),
            of("PUT /v1/profiles/{profile}/instances/{*node}", "/v1/profiles/p/instances/commerce/invoices", """
                    {"instanceType": "region", "mode": "ALL", "ids": ["a"], "add": ["b"], "remove": ["c"]}"""),
            of(
                    "PUT /v1/profiles/{profile}/settings/{*setting}",
                    "/v1/profiles/p/settings/home/dashboard",
                    "{\"value\": {\"a\": [1, \"b\"]}}"),
            of(
                    "POST /v1/profiles/{profile}/users",
                    "/v1/profiles/p/users",
                    "{\"users\": [\"sam\", \"nobody\"], \"reason\": \"why\"}"),
            of("POST /v1/users", "/v1/users", """
                    {"username": "new@example.org", "firstName": "New", "lastName": "Example", "role": "CSR",
                     "profile": "p", "attributes": {"department": "x"}, "perimeter": {"kind": "ALL"},
                     "manager": "gil", "active": true, "identity": {"provider": "idp", "subject": "s"}}"""),
            of("PATCH /v1/users/{user}", "/v1/users/sam", """
                    {"firstName": "Sam", "lastName": null, "attributes": {"department": "x"}}"""),
            of("POST /v1/services", "/v1/services", "{\"label\": \"Service\", \"role\": \"CSR\", \"profile\": \"p\"}"),
            of("POST /v1/pages", "/v1/pages", "{\"label\": \"Page\", \"role\": \"CSR\"}"),
            of("POST /v1/profiles/{profile}/preview", "/v1/profiles/p/preview", """
                    {"changes": [{"kind": "DescribeProfile", "description": "d"}], "reason": "why"}"""),
            of("POST /v1/users/{user}/preview", "/v1/users/sam/preview", """
                    {"changes": [{"kind": "AssignUser", "profile": "p"}], "reason": "why"}"""),
            optional("POST /v1/history/commits/{position}/revert", "/v1/history/commits/s-1/revert"),
            optional("POST /v1/history/commits/{position}/redaction", "/v1/history/commits/s-1/redaction"),
            optional("POST /v1/tenants/{tenant}/commits/{position}/revert", "/v1/tenants/{tenant}/commits/s-1/revert"),
            optional("POST /v1/users/{user}/activation", "/v1/users/sam/activation"),
            optional("PUT /v1/users/{user}/suspension", "/v1/users/sam/suspension"),
            optional("POST /v1/users/{user}/password-reset", "/v1/users/sam/password-reset"),
            of(
                    "POST /v1/users/{user}/acknowledgements",
                    "/v1/users/sam/acknowledgements",
                    "{\"type\": \"TERMS\", \"version\": \"1\"}"),
            of(
                    "PUT /v1/users/{user}/identity",
                    "/v1/users/sam/identity",
                    "{\"provider\": \"idp\", \"subject\": \"s\"}"),
            of("PUT /v1/users/{user}/profile", "/v1/users/sam/profile", "{\"profile\": \"p\"}"),
            of("PUT /v1/users/{user}/role", "/v1/users/sam/role", "{\"role\": \"CSR\", \"profile\": \"p\"}"),
            of("PUT /v1/users/{user}/perimeter", "/v1/users/sam/perimeter", """
                    {"perimeter": {"kind": "ATTRIBUTE", "name": "region", "values": ["EU"]}}"""),
            of("PUT /v1/users/{user}/manager", "/v1/users/sam/manager", "{\"manager\": \"gil\"}"),
            of("POST /v1/tokens", "/v1/tokens", """
                    {"principal": "asker", "rights": ["ASK_ABOUT_OTHERS"], "expiresAt": "2999-01-31T12:00:00Z"}"""),
            of("POST /v1/records", "/v1/records", """
                    {"resource": "commerce/invoices", "id": "INV-1", "creator": "sam", "assignees": ["gil"],
                     "containers": {"region": ["eu"]}, "attributes": {"a": "b"}}"""),
            of("PUT /v1/records/{*resource}", "/v1/records/commerce/invoices?id=INV-1", """
                    {"owner": "sam", "assignees": ["gil"], "attributes": {"a": "b"}}"""),
            of("POST /v1/jobs", "/v1/jobs?kind=assign-users", "{\"user\": \"sam\", \"profile\": \"p\"}"),
            of("PUT /v1/catalog", "/v1/catalog", """
                    {"catalog": "own", "version": "1", "modules": [{"key": "m", "label": "M", "nodes": []}]}"""),
            of(
                    "PUT /v1/catalog/nodes/{*node}",
                    "/v1/catalog/nodes/commerce/quotes",
                    "{\"label\": \"Quotes\", \"actions\": [\"view\"]}"),
            of(
                    "PUT /v1/catalog/settings/{*setting}",
                    "/v1/catalog/settings/commerce/invoices/due",
                    "{\"label\": \"Due\", \"type\": \"integer\"}"),
            of(
                    "PUT /v1/catalog/role-types/{roleType}",
                    "/v1/catalog/role-types/GUEST",
                    "{\"label\": \"Guest\", \"profilePolicy\": \"REQUIRED\"}"),
            of(
                    "PUT /v1/catalog/roles/{role}",
                    "/v1/catalog/roles/GUEST",
                    "{\"label\": \"Guest\", \"roleType\": \"CSR\"}"),
            of("PUT /v1/catalog/policies/{policy}", "/v1/catalog/policies/guards.escalation", "{\"value\": \"on\"}"),
            of("POST /v1/masks", "/v1/masks", """
                    {"user": "sam", "resource": "commerce/invoices", "record": "INV-1", "values": {"note": "text"}}"""),
            new WriteEndpoint("POST /v1/replays", "/v1/replays", "{\"models\": [\"audit\"]}", true),
            of("POST /v1/operations/master-key/activation", "/v1/operations/master-key/activation", "{\"epoch\": 99}"),
            of("POST /v1/tenants", "/v1/tenants", """
                    {"id": "unheard-of", "zone": "UTC", "label": {"en": "U"}, "catalog": "commerce",
                     "firstAdministrator": {"username": "x@example.org", "attributes": {"a": "b"}}}"""),
            of(
                    "POST /v1/tenants/{tenant}/offboarding",
                    "/v1/tenants/{tenant}/offboarding",
                    "{\"tenant\": \"unheard-of\"}"),
            of("PUT /v1/tenants/{tenant}/quotas", "/v1/tenants/{tenant}/quotas", """
                    {"quotas": [{"tier": "ADMIN", "limit": 5, "mode": "SOFT"}]}"""),
            of("PUT /v1/tenants/{tenant}/guards", "/v1/tenants/{tenant}/guards", "{\"escalation\": true}"),
            of(
                    "PUT /v1/tenants/{tenant}/availability",
                    "/v1/tenants/{tenant}/availability",
                    "{\"modules\": {\"commerce\": \"AVAILABLE\"}}"),
            optional("PUT /v1/catalog/reinstatements/{*node}", "/v1/catalog/reinstatements/commerce/invoices"),
            optional("DELETE /v1/profiles/{profile}", "/v1/profiles/p"),
            part("permissions/{*node}", "permissions/commerce/invoices"),
            part("enablement/{*node}", "enablement/commerce/invoices"),
            part("scope/{*node}", "scope/commerce/invoices"),
            part("navigation/{*node}", "navigation/commerce/invoices"),
            part("instances/{*node}", "instances/commerce/invoices"),
            part("settings/{*setting}", "settings/home/dashboard"),
            optional("DELETE /v1/users/{user}", "/v1/users/sam"),
            optional("DELETE /v1/users/{user}/profile", "/v1/users/sam/profile"),
            optional("DELETE /v1/users/{user}/perimeter", "/v1/users/sam/perimeter"),
            optional("DELETE /v1/users/{user}/manager", "/v1/users/sam/manager"),
            optional("DELETE /v1/users/{user}/suspension", "/v1/users/sam/suspension"),
            optional("DELETE /v1/users/{user}/identity", "/v1/users/sam/identity"),
            optional("DELETE /v1/users/{user}/personal-data", "/v1/users/sam/personal-data"),
            optional("DELETE /v1/tokens/{token}", "/v1/tokens/{token}"),
            optional("DELETE /v1/records/{*resource}", "/v1/records/commerce/invoices?id=INV-1"),
            optional("DELETE /v1/catalog/nodes/{*node}", "/v1/catalog/nodes/commerce/invoices"),
            optional("DELETE /v1/catalog/settings/{*setting}", "/v1/catalog/settings/home/dashboard"));

    static Stream<WriteEndpoint> all() {
        return ALL.stream();
    }

    /// What a server has of them, read off its controllers.
    static Set<String> patterns(MandateServer server) {
        Set<String> patterns = new TreeSet<>();
        server.context()
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((mapping, handler) -> {
                    if (takesBody(handler)
                            || mapping.getMethodsCondition().getMethods().contains(DELETE)) {
                        mapping.getMethodsCondition()
                                .getMethods()
                                .forEach(method -> mapping.getPatternValues()
                                        .forEach(pattern -> patterns.add(method + " " + pattern)));
                    }
                });
        patterns.removeIf(pattern -> pattern.startsWith("GET") || !pattern.contains(" /v1/"));
        return patterns;
    }

    private static boolean takesBody(HandlerMethod handler) {
        return Arrays.stream(handler.getMethodParameters())
                .anyMatch(parameter -> has(parameter.getParameterAnnotations())
                        || parameter.getParameterType() == jakarta.servlet.http.HttpServletRequest.class);
    }

    private static boolean has(Annotation[] annotations) {
        return Arrays.stream(annotations).anyMatch(RequestBody.class::isInstance);
    }

    String method() {
        return pattern.substring(0, pattern.indexOf(' '));
    }

    String path(Tenant tenant) {
        return path(tenant, "none");
    }

    /// @param token an id, where the path has one
    String path(Tenant tenant, String token) {
        return path.replace("{tenant}", tenant.id()).replace("{token}", token);
    }

    /// Whoever may use it: the administrator of the tenant, or an operator.
    Client client(Tenant tenant) {
        boolean operators =
                path.startsWith("/v1/tenants") || path.startsWith("/v1/replays") || path.startsWith("/v1/operations");
        Client client = operators ? MandateServer.shared().operator() : tenant.admin();
        if (method().equals("DELETE")) {
            // Never the one there is: whatever is understood is refused then, and all stays.
            return client.ifMatch("0");
        }
        return method().equals("PATCH") || pattern.endsWith("/restore") ? client.ifMatch("1") : client;
    }

    /// Whether its body is part of a catalog, which is judged as a document: what is wrong in it is
    /// CATALOG_INVALID, with all places at once.
    boolean catalog() {
        return path.startsWith("/v1/catalog") && !path.contains("/policies/");
    }

    /// Whether a body is good all the same: the value of a setting is whatever somebody wishes.
    boolean understands(SpoiledBody spoiled) {
        return switch (spoiled.how()) {
            case WRONG_TYPE, UNKNOWN_FIELD -> spoiled.place().startsWith("/value") && path.contains("/settings/");
            case HUGE_NUMBER, DEEP_NESTING, DUPLICATE_KEY, NO_UTF8 -> false;
        };
    }

    @Override
    public String toString() {
        return pattern;
    }

    private static WriteEndpoint of(String pattern, String path, String body) {
        return new WriteEndpoint(pattern, path, body, false);
    }

    private static WriteEndpoint part(String pattern, String path) {
        return optional("DELETE /v1/profiles/{profile}/" + pattern, "/v1/profiles/p/" + path);
    }

    private static WriteEndpoint optional(String pattern, String path) {
        return new WriteEndpoint(pattern, path, "{\"reason\": \"why\"}", true);
    }
}
