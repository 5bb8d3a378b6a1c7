package io.mandate.command.tenant;

import com.github.f4b6a3.uuid.UuidCreator;
import io.mandate.command.catalog.CatalogCommand.ImportCatalog;
import io.mandate.command.catalog.document.CatalogDocument;
import io.mandate.command.catalog.document.CatalogDocument.InitialProfile;
import io.mandate.command.gate.TenantCommand;
import io.mandate.command.licence.LicenceCommand.SetQuota;
import io.mandate.command.policy.ChangePolicy;
import io.mandate.command.profile.CreateProfile;
import io.mandate.command.profile.ProfileChange;
import io.mandate.command.profile.ProfileTarget;
import io.mandate.command.tenant.Registration.FirstAdministrator;
import io.mandate.command.tenant.TenantChange.RegisterTenant;
import io.mandate.command.token.IssueToken;
import io.mandate.command.user.ActivateUser;
import io.mandate.command.user.CreateUser;
import io.mandate.events.catalog.RoleTypeDefinition;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.token.TokenRight;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.ProfileName;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.TokenId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Everything a tenant begins with, as the commands of one change. The last three are always the first administrator:
/// created, activated, given a token.
final class RegistrationCommands {
    /// The version of the decision rules that new tenants begin with.
    private static final int RULES = 1;

    private RegistrationCommands() {}

    static List<TenantCommand> of(Registration registration, TokenId token, String secretSha256) {
        TenantId tenant = registration.tenant();
        CatalogDocument catalog = registration.catalog();
        FirstAdministrator first = registration.first();
        RoleKey role = role(first, catalog);
        Map<ProfileName, ProfileId> profiles = new HashMap<>();
        List<TenantCommand> commands = new ArrayList<>();
        commands.add(new RegisterTenant(tenant, registration.zone(), registration.label(), RULES));
        commands.add(new ImportCatalog(tenant, catalog, null));
        catalog.policies().forEach((policy, value) -> commands.add(new ChangePolicy(tenant, policy, value, null)));
        catalog.quotas()
                .forEach(quota -> commands.add(new SetQuota(tenant, quota.tier(), quota.limit(), quota.mode())));
        for (InitialProfile profile : catalog.initialProfiles()) {
            ProfileId id = new ProfileId(UuidCreator.getTimeOrderedEpoch().toString());
            profiles.put(profile.name(), id);
            commands.add(profile(ProfileTarget.of(tenant, id), profile));
        }
        commands.add(new CreateUser(
                tenant,
                first.id(),
                first.username(),
                first.firstName(),
                first.lastName(),
                first.email(),
                role,
                profile(role, catalog, profiles),
                null,
                first.attributes(),
                null));
        commands.add(new ActivateUser(tenant, first.id()));
        commands.add(new IssueToken(tenant, token, first.id(), secretSha256, rights(role, catalog), null));
        return commands;
    }

    private static RoleKey role(FirstAdministrator first, CatalogDocument catalog) {
        if (first.role() != null) {
            return first.role();
        }
        if (catalog.firstAdministrator() == null) {
            throw new RejectedException(Rejection.of(RejectionCode.FIELD_REQUIRED, "field", "firstAdministrator.role"));
        }
        return catalog.firstAdministrator().role();
    }

    private static @Nullable ProfileId profile(
            RoleKey role, CatalogDocument catalog, Map<ProfileName, ProfileId> profiles) {
        CatalogDocument.FirstAdministrator first = catalog.firstAdministrator();
        if (first == null || first.profile() == null || !first.role().equals(role)) {
            return null;
        }
        String wanted = first.profile().normalized();
        return profiles.entrySet().stream()
                .filter(entry -> entry.getKey().normalized().equals(wanted))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    /// Where no superuser is, the first administrator must hold what services need, or nobody could ever give it.
    private static Set<TokenRight> rights(RoleKey role, CatalogDocument catalog) {
        boolean superuser = catalog.roles().containsKey(role)
                && superuser(catalog.roleTypes().get(catalog.roles().get(role).roleType()));
        return superuser ? EnumSet.noneOf(TokenRight.class) : EnumSet.allOf(TokenRight.class);
    }

    private static boolean superuser(@Nullable RoleTypeDefinition type) {
        return type != null && type.superuser();
    }

    private static CreateProfile profile(ProfileTarget target, InitialProfile profile) {
        List<ProfileChange> changes = new ArrayList<>();
        profile.enable().forEach(node -> changes.add(new ProfileChange.EnableNode(target, node)));
        profile.overrides()
                .forEach(override -> changes.add(new ProfileChange.OverridePermission(
                        target, override.node(), override.level(), override.actions())));
        return new CreateProfile(
                target,
                profile.name().value(),
                profile.description(),
                profile.code(),
                profile.roleType(),
                profile.associatedRole(),
                profile.defaultActions(),
                null,
                profile.maskSensitiveData(),
                changes);
    }
}
