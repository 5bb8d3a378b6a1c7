package io.mandate.access.decision;

import io.mandate.access.AccessView;
import io.mandate.access.user.Subject;
import io.mandate.events.record.RecordData;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.InvalidValueException;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.UserId;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Principals as the records that decisions on `administration/users` are about: their creator, the one who looks after
/// them, and as attributes the role that counts, its type and their profile. So a scope can say "those I created" or
/// "partners", and it says the same to whoever reads, changes and lists them.
public final class PrincipalRecord {
    /// The resource whose records they are.
    public static final NodeKey USERS = new NodeKey("administration/users");

    public static final AttributeKey ROLE = new AttributeKey("role");
    public static final AttributeKey ROLE_TYPE = new AttributeKey("roleType");
    public static final AttributeKey PROFILE = new AttributeKey("profile");

    private PrincipalRecord() {}

    /// The principal that a record is; null if it is none.
    public static @Nullable Subject principal(AccessView view, NodeKey resource, RecordId record) {
        UserId id = id(resource, record);
        return id == null ? null : view.user(id);
    }

    /// The id that a record is of if it is a principal; null if it cannot be one.
    public static @Nullable UserId id(NodeKey resource, RecordId record) {
        try {
            return resource.equals(USERS) ? new UserId(record.value()) : null;
        } catch (InvalidValueException noId) {
            return null;
        }
    }

    /// The data of a principal as it is. Nothing is known of one that does not exist, so only who may do something to
    /// everybody may do it there.
    public static RecordData of(AccessView view, @Nullable Subject principal) {
        return principal == null
                ? RecordData.UNKNOWN
                : of(
                        principal.creator(),
                        principal.assignee(),
                        attributes(view, principal.role(), principal.profile()));
    }

    /// The data of a principal as it would be.
    ///
    /// @param assignee who looks after it
    public static RecordData of(
            @Nullable UserId creator, @Nullable UserId assignee, Map<AttributeKey, String> attributes) {
        return new RecordData(
                creator, null, new TreeSet<>(assignee == null ? List.of() : List.of(assignee)), Map.of(), attributes);
    }

    /// The attributes that follow from a role and a profile; may be changed by whoever asked for them.
    ///
    /// @param explicit the principal's own role
    public static SortedMap<AttributeKey, String> attributes(
            AccessView view, @Nullable RoleKey explicit, @Nullable ProfileId profile) {
        SortedMap<AttributeKey, String> attributes = new TreeMap<>();
        RoleKey role = role(view, explicit, profile);
        RoleTypeKey type = view.catalog().roleTypeOf(role);
        put(attributes, ROLE, role);
        put(attributes, ROLE_TYPE, type);
        put(attributes, PROFILE, profile);
        return attributes;
    }

    /// The role that counts: the principal's own, else the one that comes with its profile.
    public static @Nullable RoleKey role(AccessView view, @Nullable RoleKey explicit, @Nullable ProfileId profile) {
        return TwelveSteps.effectiveRole(explicit, profile == null ? null : view.profile(profile));
    }

    private static void put(Map<AttributeKey, String> attributes, AttributeKey key, @Nullable Object value) {
        if (value != null) {
            attributes.put(key, value.toString());
        }
    }
}
