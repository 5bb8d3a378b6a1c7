package io.mandate.query.scope;

import io.mandate.access.AccessView;
import io.mandate.access.decision.PrincipalRecord;
import io.mandate.access.profile.Profile;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.InstanceType;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.UserId;
import java.util.Collection;
import java.util.List;

/// Users as the records that scopes on `administration/users` speak of: what [PrincipalRecord] says of one, as
/// conditions that find all. They lie in no container. In the statement `u` is the table of principals.
///
/// @param view by which roles have types and profiles have roles
public record ScopedUsers(AccessView view) implements ScopedRows {

    @Override
    public Condition createdBy(UserId user) {
        return Condition.of("u.creator = ?", user.value());
    }

    @Override
    public Condition assignedTo(UserId user) {
        return Condition.of("u.assignee = ?", user.value());
    }

    @Override
    public Condition among(Collection<RecordId> ids) {
        return Condition.of("u.principal = ANY (?)", (Object) ScopedRows.texts(ids));
    }

    @Override
    public Condition within(InstanceType type, Collection<RecordId> containers) {
        return Condition.NEVER;
    }

    @Override
    public Condition having(AttributeKey attribute, Collection<String> values) {
        if (attribute.equals(PrincipalRecord.ROLE)) {
            return inRole(values);
        }
        if (attribute.equals(PrincipalRecord.ROLE_TYPE)) {
            return inRole(rolesOf(values));
        }
        return attribute.equals(PrincipalRecord.PROFILE)
                ? Condition.of("u.profile = ANY (?)", (Object) ScopedRows.texts(values))
                : Condition.NEVER;
    }

    /// Those for whom one of these roles counts: their own, else that of their profile.
    public Condition inRole(Collection<String> roles) {
        List<ProfileId> bringing = view.profiles().stream()
                .filter(profile -> {
                    RoleKey role = profile.associatedRole();
                    return role != null && roles.contains(role.value());
                })
                .map(Profile::id)
                .toList();
        return Condition.of(
                "(u.role = ANY (?) OR (u.role IS NULL AND u.profile = ANY (?)))",
                ScopedRows.texts(roles),
                ScopedRows.texts(bringing));
    }

    /// The roles of these types, retired ones too: who has such a role keeps it.
    private List<String> rolesOf(Collection<String> types) {
        return view.catalog().roles().keySet().stream()
                .filter(role -> {
                    RoleTypeKey type = view.catalog().roleTypeOf(role);
                    return type != null && types.contains(type.value());
                })
                .map(RoleKey::value)
                .toList();
    }
}
