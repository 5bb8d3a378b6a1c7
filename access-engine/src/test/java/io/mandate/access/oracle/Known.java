package io.mandate.access.oracle;

import io.mandate.events.catalog.RoleDefinition;
import io.mandate.events.record.RecordData;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.UserId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What is known about a record that nobody speaks of. The records of `administration/users` are the users themselves:
/// who created them, who looks after them, and of what role, role type and profile they are; a record that is
/// registered there under the id of a user says nothing. All other records are what is registered.
interface Known {
    NodeKey USERS = new NodeKey("administration/users");

    RecordData data();

    /// The last event about it.
    long changed();

    /// The events by which something is true of it, which it is now.
    ///
    /// @param part what it is about: an attribute, or else `creator` and so on
    Set<Long> since(String part, Predicate<RecordData> something);

    /// Null: nothing is known, or no record is named.
    static @Nullable Known of(Told told, Asked asked) {
        UserId user = user(asked);
        if (user != null && told.users.containsKey(user)) {
            return new OfUser(told, told.users.get(user));
        }
        return asked.record() == null ? null : told.records.get(new Told.Place(asked.node(), asked.record()));
    }

    /// The user that the record asked about may be.
    static @Nullable UserId user(Asked asked) {
        return asked.node().equals(USERS) && asked.record() != null
                ? new UserId(asked.record().value())
                : null;
    }

    record OfUser(Told told, ToldUser user) implements Known {
        @Override
        public RecordData data() {
            Map<AttributeKey, String> attributes = new HashMap<>();
            RoleKey role = role();
            Said<RoleDefinition> defined = told.roles.get(role);
            if (role != null) {
                attributes.put(new AttributeKey("role"), role.value());
            }
            if (defined != null && told.roleTypes.containsKey(defined.value().roleType())) {
                attributes.put(
                        new AttributeKey("roleType"), defined.value().roleType().value());
            }
            if (user.deleted == 0) {
                user.profile.value().ifPresent(id -> attributes.put(new AttributeKey("profile"), id.value()));
            }
            Set<UserId> assignees = user.assignee == null || user.deleted > 0 ? Set.of() : Set.of(user.assignee);
            return new RecordData(user.creator, null, new TreeSet<>(assignees), Map.of(), attributes);
        }

        private @Nullable RoleKey role() {
            return told.roleOf(user, told.profileOf(user));
        }

        @Override
        public long changed() {
            return user.at;
        }

        @Override
        public Set<Long> since(String part, Predicate<RecordData> something) {
            return switch (part) {
                case "creator" -> Set.of(user.created);
                case "assignee" -> Set.of(user.assigneeSince);
                case "profile" -> Set.of(user.profile.seq());
                case "role" -> Set.copyOf(roleSaid());
                case "roleType" -> {
                    Set<Long> events = new TreeSet<>(roleSaid());
                    events.add(told.roles.get(role()).seq());
                    yield events;
                }
                default -> throw new IllegalStateException(part + " is not said of users");
            };
        }

        private List<Long> roleSaid() {
            ToldProfile profile = told.profileOf(user);
            return user.role.value().isPresent() || profile == null
                    ? List.of(user.role.seq())
                    : List.of(user.profile.seq(), profile.associatedRole.seq());
        }
    }
}
