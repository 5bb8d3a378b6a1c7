package io.mandate.command.revert;

import io.mandate.events.DomainEvent;
import io.mandate.events.catalog.CatalogEvent;
import io.mandate.events.catalog.CatalogEvent.AttributeDefined;
import io.mandate.events.catalog.CatalogEvent.AttributeRetired;
import io.mandate.events.catalog.CatalogEvent.CatalogImported;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeDefined;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeReinstated;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeRetired;
import io.mandate.events.catalog.CatalogEvent.RoleDefined;
import io.mandate.events.catalog.CatalogEvent.RoleRetired;
import io.mandate.events.catalog.CatalogEvent.RoleTypeDefined;
import io.mandate.events.catalog.CatalogEvent.RoleTypeRetired;
import io.mandate.events.catalog.CatalogEvent.SettingDefined;
import io.mandate.events.catalog.CatalogEvent.SettingRetired;
import io.mandate.events.catalog.CatalogEvent.TierDefined;
import io.mandate.events.catalog.CatalogEvent.TierRetired;
import io.mandate.events.licence.LicenceEvent;
import io.mandate.events.licence.LicenceEvent.QuotaExceeded;
import io.mandate.events.licence.LicenceEvent.QuotaRestored;
import io.mandate.events.licence.LicenceEvent.TierQuotaChanged;
import io.mandate.events.profile.ProfileEvent;
import io.mandate.events.record.RecordEvent;
import io.mandate.events.tenant.TenantEvent;
import io.mandate.events.tenant.TenantEvent.DecisionRulesAdopted;
import io.mandate.events.tenant.TenantEvent.MasterKeyActivated;
import io.mandate.events.tenant.TenantEvent.MasterKeyDestroyed;
import io.mandate.events.tenant.TenantEvent.ModuleAvailabilityChanged;
import io.mandate.events.tenant.TenantEvent.ReasonRedacted;
import io.mandate.events.tenant.TenantEvent.TenantOffboarded;
import io.mandate.events.tenant.TenantEvent.TenantOffboardingOrdered;
import io.mandate.events.tenant.TenantEvent.TenantPolicyChanged;
import io.mandate.events.tenant.TenantEvent.TenantRegistered;
import io.mandate.events.token.TokenEvent;
import io.mandate.events.user.UserEvent;
import java.util.List;

/// What each event changes. Marks, and what Mandate itself notices, change nothing.
final class Facets {
    private static final String CATALOG = "catalog";
    private static final String TENANT = "tenant";

    private Facets() {}

    static List<Facet> of(DomainEvent event) {
        return switch (event) {
            case ProfileEvent e -> ProfileFacets.of(e);
            case UserEvent e -> UserFacets.of(e);
            case CatalogEvent e -> List.of(of(e));
            case TenantEvent e -> List.of(of(e));
            case LicenceEvent e -> of(e);
            case RecordEvent e -> List.of(Facet.of("record", e.resource(), e.record()));
            case TokenEvent e -> List.of(Facet.of("token", e.token()));
        };
    }

    private static Facet of(CatalogEvent event) {
        return switch (event) {
            case CatalogImported _ -> Facet.of(CATALOG, "source");
            case CatalogNodeDefined e -> Facet.of(CATALOG, "node", e.node());
            case CatalogNodeRetired e -> Facet.of(CATALOG, "node", e.node());
            case CatalogNodeReinstated e -> Facet.of(CATALOG, "node", e.node());
            case SettingDefined e -> Facet.of(CATALOG, "setting", e.setting());
            case SettingRetired e -> Facet.of(CATALOG, "setting", e.setting());
            case RoleTypeDefined e -> Facet.of(CATALOG, "roleType", e.roleType());
            case RoleTypeRetired e -> Facet.of(CATALOG, "roleType", e.roleType());
            case RoleDefined e -> Facet.of(CATALOG, "role", e.role());
            case RoleRetired e -> Facet.of(CATALOG, "role", e.role());
            case AttributeDefined e -> Facet.of(CATALOG, "attribute", e.attribute());
            case AttributeRetired e -> Facet.of(CATALOG, "attribute", e.attribute());
            case TierDefined e -> Facet.of(CATALOG, "tier", e.tier());
            case TierRetired e -> Facet.of(CATALOG, "tier", e.tier());
        };
    }

    private static Facet of(TenantEvent event) {
        return switch (event) {
            case TenantRegistered _ -> Facet.of(TENANT);
            case DecisionRulesAdopted _ -> Facet.of(TENANT, "rules");
            case ModuleAvailabilityChanged e -> Facet.of(TENANT, "module", e.module());
            case TenantPolicyChanged e -> Facet.of(TENANT, "policy", e.policy());
            case TenantOffboardingOrdered e -> Facet.of(TENANT, "offboarding", e.offboarded());
            case TenantOffboarded _ -> Facet.of(TENANT, "end");
            case MasterKeyActivated _ -> Facet.of(TENANT, "masterKey");
            case MasterKeyDestroyed e -> Facet.of(TENANT, "masterKey", e.epoch());
            case ReasonRedacted e -> Facet.of(TENANT, "reason", e.changeSet());
        };
    }

    private static List<Facet> of(LicenceEvent event) {
        return switch (event) {
            case TierQuotaChanged e -> List.of(Facet.of("quota", e.tier()));
            case QuotaExceeded _, QuotaRestored _ -> List.of();
        };
    }
}
