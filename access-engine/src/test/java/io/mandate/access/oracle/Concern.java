package io.mandate.access.oracle;

import io.mandate.events.DomainEvent;
import io.mandate.events.RecordedEvent;
import io.mandate.events.licence.LicenceEvent;
import io.mandate.events.profile.ProfileEvent;
import io.mandate.events.record.RecordEvent;
import io.mandate.events.token.TokenEvent;
import io.mandate.events.user.UserEvent;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.UserId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Whom a commit may concern: the steps look at the user, the profile it has, the record asked about, and at what holds
/// for all. Of everybody else the oracle need not be asked again; the engine always is.
final class Concern {
    private final Set<UserId> users = new HashSet<>();
    private final Set<ProfileId> profiles = new HashSet<>();
    private final Set<Told.Place> records = new HashSet<>();
    private final Set<NodeKey> resources = new HashSet<>();
    private boolean everybody;

    Concern(List<RecordedEvent> commit) {
        commit.forEach(event -> add(event.event()));
    }

    private void add(DomainEvent event) {
        switch (event) {
            case UserEvent e -> users.add(e.user());
            case ProfileEvent e -> profiles.add(e.profile());
            case RecordEvent e -> {
                records.add(new Told.Place(e.resource(), e.record()));
                resources.add(e.resource());
            }
            case LicenceEvent e -> {}
            case TokenEvent e -> {}
            default -> everybody = true;
        }
    }

    /// @param told with the commit
    boolean of(UserId user, Told told) {
        ToldUser known = told.users.get(user);
        return everybody
                || users.contains(user)
                || known != null
                        && known.profile.value().filter(profiles::contains).isPresent();
    }

    boolean ofRecord(Asked asked, Told told) {
        UserId user = Known.user(asked);
        return user != null && of(user, told)
                || !records.isEmpty()
                        && asked.record() != null
                        && records.contains(new Told.Place(asked.node(), asked.record()));
    }

    boolean ofRecordsOf(NodeKey resource) {
        boolean ofUsers = resource.equals(Known.USERS) && !(users.isEmpty() && profiles.isEmpty());
        return ofUsers || resources.contains(resource);
    }
}
