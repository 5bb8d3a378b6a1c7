package io.mandate.command.profile;

import static io.mandate.command.profile.Refusals.refuse;
import static io.mandate.command.profile.Refusals.required;

import io.mandate.access.AccessView;
import io.mandate.access.profile.Profile;
import io.mandate.access.tenant.TenantState;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.profile.ProfileEvent;
import io.mandate.events.profile.ProfileEvent.ProfileCreated;
import io.mandate.events.tenant.Policy;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.ProfileName;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a profile must bring to begin with. What the tenant demands at the beginning can also not be taken away later.
final class CreationRules {
    private CreationRules() {}

    static List<ProfileEvent> create(@Nullable Profile earlier, CreateProfile command, AccessView head) {
        if (earlier != null) {
            throw refuse(
                    RejectionCode.PROFILE_ID_TAKEN, "profile", command.target().profile());
        }
        ProfileName name = DescriptionRules.name(command.name());
        String description = DescriptionRules.description(command.description());
        TenantState tenant = head.tenantState();
        demand(tenant, "roleType", command.roleType());
        demand(tenant, "associatedRole", command.associatedRole());
        demand(tenant, "description", description);
        demand(tenant, "defaultActions", command.defaultActions());
        ActionSet defaults = command.defaultActions() == null ? ActionSet.NONE : command.defaultActions();
        ProfileCreated created = new ProfileCreated(
                command.target().profile(),
                name,
                name.normalized(),
                description,
                DescriptionRules.code(command.code()),
                DescriptionRules.roleType(command.roleType(), head.catalog()),
                DescriptionRules.role(command.associatedRole(), head.catalog()),
                DescriptionRules.defaultActions(defaults, head.catalog()),
                DescriptionRules.permissionType(command.permissionType()),
                Boolean.TRUE.equals(command.maskSensitiveData()),
                null,
                null);
        return ProfileRules.changeAll(ProfileDraft.begun(created, head), command.changes())
                .finished();
    }

    /// Refuses a missing value that the tenant demands of its profiles.
    static void demand(TenantState tenant, String field, @Nullable Object value) {
        if (value == null && demanded(tenant, field)) {
            throw required(field);
        }
    }

    private static boolean demanded(TenantState tenant, String field) {
        return Arrays.stream(tenant.policy(Policy.PROFILE_CREATION_REQUIRED).split(","))
                .map(String::strip)
                .anyMatch(field::equals);
    }
}
