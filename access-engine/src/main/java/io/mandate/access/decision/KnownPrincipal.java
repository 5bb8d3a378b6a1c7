package io.mandate.access.decision;

import io.mandate.access.AccessView;
import io.mandate.access.catalog.Defined;
import io.mandate.access.profile.Profile;
import io.mandate.access.record.KnownRecord;
import io.mandate.access.record.Statement;
import io.mandate.access.user.Subject;
import io.mandate.events.catalog.RoleDefinition;
import io.mandate.events.record.RecordData;
import io.mandate.events.values.AttributeKey;
import java.util.Set;
import java.util.TreeSet;

/// A principal as a record, with the events that made it what [PrincipalRecord] says of it.
record KnownPrincipal(AccessView view, Subject subject) implements KnownRecord {
    @Override
    public RecordData data() {
        return PrincipalRecord.of(view, subject);
    }

    @Override
    public Set<Long> events(Statement part) {
        return switch (part) {
            case Statement.Creator creator -> Set.of(subject.facts().created());
            case Statement.Assignee assignee -> Set.of(subject.facts().rare().assignee());
            case Statement.Value value -> events(value.attribute());
            case Statement.Owner owner -> throw neverSaid(part);
            case Statement.Inside inside -> throw neverSaid(part);
        };
    }

    private Set<Long> events(AttributeKey attribute) {
        if (attribute.equals(PrincipalRecord.PROFILE)) {
            return Set.of(subject.facts().profile());
        }
        Set<Long> events = new TreeSet<>(role());
        Defined<RoleDefinition> role =
                view.catalog().roles().get(PrincipalRecord.role(view, subject.role(), subject.profile()));
        if (attribute.equals(PrincipalRecord.ROLE_TYPE) && role != null) {
            events.add(role.seq());
        }
        return events;
    }

    /// Its own role, or the profile together with the role that comes with that.
    private Set<Long> role() {
        Profile profile = subject.profile() == null ? null : view.profile(subject.profile());
        return subject.role() != null || profile == null
                ? Set.of(subject.facts().role())
                : Set.of(
                        subject.facts().profile(),
                        profile.traits().associatedRole().seq());
    }

    @Override
    public long changed() {
        return subject.seq();
    }

    private static IllegalStateException neverSaid(Statement part) {
        return new IllegalStateException("of principals nothing is said like " + part);
    }
}
