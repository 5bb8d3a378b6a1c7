package io.mandate.query.catalog;

import io.mandate.access.catalog.Catalog;
import io.mandate.access.catalog.CatalogNode;
import io.mandate.access.catalog.Defined;
import io.mandate.access.tenant.TenantState;
import io.mandate.events.catalog.AttributeDefinition;
import io.mandate.events.catalog.CatalogEvent.CatalogImported;
import io.mandate.events.catalog.RoleDefinition;
import io.mandate.events.catalog.RoleTypeDefinition;
import io.mandate.events.catalog.TierDefinition;
import io.mandate.events.tenant.Policy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/// A catalog in the form of a document: importing it again changes nothing. What is retired is not in it; all policies
/// are, with the values that hold.
public final class CatalogForm {
    private CatalogForm() {}

    /// The document, in the order of the schema.
    public static Map<String, Object> of(Catalog catalog, TenantState tenant) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("catalog", catalog.source().map(CatalogImported::name).orElse("none"));
        document.put("version", catalog.source().map(CatalogImported::version).orElse("0"));
        document.put("tiers", each(catalog.tiers(), CatalogForm::tier));
        document.put("roleTypes", each(catalog.roleTypes(), CatalogForm::roleType));
        document.put("attributes", each(catalog.attributes(), CatalogForm::attribute));
        document.put("roles", each(catalog.roles(), CatalogForm::role));
        document.put("policies", policies(tenant));
        document.put("modules", modules(catalog));
        return document;
    }

    private static void tier(TierDefinition tier, Map<String, Object> form) {
        form.put("label", tier.label());
        form.put("rank", tier.rank());
        form.put("pool", tier.pool());
    }

    private static void roleType(RoleTypeDefinition type, Map<String, Object> form) {
        form.put("label", type.label());
        form.put("superuser", type.superuser());
        form.put("profilePolicy", type.profilePolicy());
        form.put("identityPolicy", type.identityPolicy());
    }

    private static void attribute(AttributeDefinition attribute, Map<String, Object> form) {
        form.put("label", attribute.label());
        form.put("sensitivity", attribute.sensitivity());
        some(form, "options", attribute.options());
    }

    private static void role(RoleDefinition role, Map<String, Object> form) {
        form.put("label", role.label());
        form.put("roleType", role.roleType());
        some(form, "requiredAttributes", role.requiredAttributes());
        some(form, "assignableBy", role.assignableBy());
        if (role.identityPolicy() != null) {
            form.put("identityPolicy", role.identityPolicy());
        }
    }

    private static Map<String, String> policies(TenantState tenant) {
        Map<String, String> policies = new LinkedHashMap<>();
        for (Policy policy : Policy.values()) {
            policies.put(policy.key(), tenant.policy(policy));
        }
        return policies;
    }

    private static List<Map<String, Object>> modules(Catalog catalog) {
        List<Map<String, Object>> modules = new ArrayList<>();
        for (CatalogNode module : catalog.roots()) {
            if (!module.retired()) {
                Map<String, Object> form = NodeForm.of(module, catalog);
                List<Map<String, Object>> settings = new ArrayList<>();
                catalog.settings().forEach((key, setting) -> {
                    if (!setting.retired() && setting.definition().module().equals(module.key())) {
                        settings.add(SettingForm.of(key, setting.definition()));
                    }
                });
                some(form, "settings", settings);
                modules.add(form);
            }
        }
        return modules;
    }

    private static <K, D> List<Map<String, Object>> each(
            Map<K, Defined<D>> things, BiConsumer<D, Map<String, Object>> form) {
        List<Map<String, Object>> forms = new ArrayList<>();
        things.forEach((key, thing) -> {
            if (!thing.retired()) {
                Map<String, Object> written = new LinkedHashMap<>();
                written.put("key", key);
                form.accept(thing.definition(), written);
                forms.add(written);
            }
        });
        return forms;
    }

    /// Writes what there is; a document leaves out what is empty.
    static void some(Map<String, Object> form, String field, Collection<?> values) {
        if (!values.isEmpty()) {
            form.put(field, values);
        }
    }
}
