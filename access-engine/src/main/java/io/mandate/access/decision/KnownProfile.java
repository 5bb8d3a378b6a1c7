package io.mandate.access.decision;

import io.mandate.access.profile.Profile;
import io.mandate.access.record.KnownRecord;
import io.mandate.access.record.Statement;
import io.mandate.events.record.RecordData;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RoleTypeKey;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Profiles as the records that decisions on `administration/profiles` are about: by their id and, as an attribute,
/// their role type, such as "profiles for partners only".
///
/// @param profile also one that was deleted, of which nothing is known but that it is no other record
public record KnownProfile(Profile profile) implements KnownRecord {
    /// The resource whose records they are.
    public static final NodeKey PROFILES = new NodeKey("administration/profiles");

    private static final AttributeKey ROLE_TYPE = new AttributeKey("roleType");

    /// The data of a profile as it is; nothing is known of one that is not there.
    public static RecordData of(@Nullable Profile profile) {
        return of(profile == null || profile.deleted() ? null : profile.roleType());
    }

    /// The data of a profile for users of that type; null: for those of every type.
    public static RecordData of(@Nullable RoleTypeKey type) {
        return type == null
                ? RecordData.UNKNOWN
                : new RecordData(null, null, new TreeSet<>(), Map.of(), Map.of(ROLE_TYPE, type.value()));
    }

    @Override
    public RecordData data() {
        return of(profile);
    }

    @Override
    public Set<Long> events(Statement part) {
        return Set.of(profile.traits().roleType().seq());
    }

    @Override
    public long changed() {
        return profile.seq();
    }
}
