package io.mandate.query.user;

import io.mandate.events.RecordedEvent;
import io.mandate.events.user.PrincipalKind;
import io.mandate.events.user.UserEvent;
import io.mandate.events.user.UserEvent.AcknowledgementRecorded;
import io.mandate.events.user.UserEvent.ExternalIdentityLinked;
import io.mandate.events.user.UserEvent.ExternalIdentityUnlinked;
import io.mandate.events.user.UserEvent.PasswordResetRequested;
import io.mandate.events.user.UserEvent.UserActivated;
import io.mandate.events.user.UserEvent.UserAssigned;
import io.mandate.events.user.UserEvent.UserAssigneeChanged;
import io.mandate.events.user.UserEvent.UserCreated;
import io.mandate.events.user.UserEvent.UserDeleted;
import io.mandate.events.user.UserEvent.UserDetailsChanged;
import io.mandate.events.user.UserEvent.UserEnabled;
import io.mandate.events.user.UserEvent.UserPerimeterChanged;
import io.mandate.events.user.UserEvent.UserPersonalDataErased;
import io.mandate.events.user.UserEvent.UserRoleChanged;
import io.mandate.events.user.UserEvent.UserSuspended;
import io.mandate.events.user.UserEvent.UserUnassigned;
import io.mandate.events.user.UserEvent.UsernameChanged;
import io.mandate.query.projection.Prefetch;
import io.mandate.query.projection.Projection;
import io.mandate.query.projection.ProjectionSession;
import io.mandate.query.projection.Rows;
import io.mandate.query.projection.Table;
import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/// The one table with personal text in clear. A row ends when its user is deleted or its data erased;
/// events read after that carry erased texts, and make a row only to end it again.
@Component
final class PersonProjection implements Projection {

    @Override
    public String name() {
        return "persons";
    }

    @Override
    public List<Table<?>> tables() {
        return List.of(PersonRow.TABLE);
    }

    @Override
    public void prefetch(RecordedEvent recorded, Prefetch prefetch) {
        if (recorded.event() instanceof UserEvent event && touches(event)) {
            prefetch.row(
                    PersonRow.TABLE, recorded.tenant().value(), event.user().value());
        }
    }

    @Override
    public void apply(RecordedEvent recorded, ProjectionSession session) {
        if (!(recorded.event() instanceof UserEvent event)) {
            return;
        }
        Rows<PersonRow> persons = session.rows(PersonRow.TABLE);
        String tenant = recorded.tenant().value();
        switch (event) {
            case UserCreated e -> {
                if (e.kind() == PrincipalKind.USER || e.identity() != null) {
                    persons.put(PersonRow.of(e, recorded));
                }
            }
            case UsernameChanged e -> change(persons, tenant, e, row -> row.called(e.to()));
            case UserDetailsChanged e -> change(persons, tenant, e, row -> UserDetails.after(row, e));
            case ExternalIdentityLinked e -> change(persons, tenant, e, row -> row.linked(e.identity()));
            case ExternalIdentityUnlinked e -> change(persons, tenant, e, row -> row.linked(null));
            case UserDeleted e -> persons.remove(tenant, e.user().value());
            case UserPersonalDataErased e -> persons.remove(tenant, e.user().value());
            case UserActivated _,
                    UserSuspended _,
                    UserEnabled _,
                    UserRoleChanged _,
                    UserAssigned _,
                    UserUnassigned _,
                    UserAssigneeChanged _,
                    UserPerimeterChanged _,
                    PasswordResetRequested _,
                    AcknowledgementRecorded _ -> {}
        }
    }

    /// Whether the row is looked at or made. Most of what happens to users is nothing personal.
    private static boolean touches(UserEvent event) {
        return switch (event) {
            case UserCreated _,
                    UsernameChanged _,
                    UserDetailsChanged _,
                    ExternalIdentityLinked _,
                    ExternalIdentityUnlinked _ -> true;
            case UserDeleted _,
                    UserPersonalDataErased _,
                    UserActivated _,
                    UserSuspended _,
                    UserEnabled _,
                    UserRoleChanged _,
                    UserAssigned _,
                    UserUnassigned _,
                    UserAssigneeChanged _,
                    UserPerimeterChanged _,
                    PasswordResetRequested _,
                    AcknowledgementRecorded _ -> false;
        };
    }

    /// Services and pages have no row, unless something personal is known of them; neither have erased
    /// persons.
    private static void change(
            Rows<PersonRow> persons, String tenant, UserEvent event, UnaryOperator<PersonRow> change) {
        persons.find(tenant, event.user().value()).map(change).ifPresent(persons::put);
    }
}
