package io.mandate.command.user;

import io.mandate.events.user.Identity;
import io.mandate.events.user.PrincipalKind;
import io.mandate.events.user.UserEvent;
import io.mandate.events.user.UserEvent.UserCreated;
import io.mandate.events.user.UserEvent.UserDeleted;
import io.mandate.events.user.UserEvent.UserPersonalDataErased;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.UserId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the rules know of a principal: everything its events say, personal data included, for the `from` of changes.
sealed interface UserState {
    /// The state after one more event of the stream.
    UserState after(UserEvent event);

    /// Never created.
    record Absent() implements UserState {
        @Override
        public UserState after(UserEvent event) {
            return event instanceof UserCreated created ? LivingFold.begin(created) : this;
        }
    }

    /// Gone.
    ///
    /// @param erased whether its personal data is gone as well
    record Deleted(UserId user, boolean erased) implements UserState {
        @Override
        public UserState after(UserEvent event) {
            return event instanceof UserPersonalDataErased ? new Deleted(user, true) : this;
        }
    }

    /// Alive: invited, active or suspended.
    ///
    /// @param acknowledged the version of each text it acknowledged last
    record Living(
            UserId user, PrincipalKind kind, Life life, Person person, Place place, Map<String, String> acknowledged)
            implements UserState {
        @Override
        public UserState after(UserEvent event) {
            return event instanceof UserDeleted ? new Deleted(user, false) : LivingFold.after(this, event);
        }

        Living with(Life changed) {
            return new Living(user, kind, changed, person, place, acknowledged);
        }

        Living with(Person changed) {
            return new Living(user, kind, life, changed, place, acknowledged);
        }

        Living with(Place changed) {
            return new Living(user, kind, life, person, changed, acknowledged);
        }
    }

    /// @param activated whether it was ever activated; what a suspended one becomes when it is enabled
    record Life(boolean activated, boolean suspended) {}

    /// Who it is.
    ///
    /// @param username null: a service or a page
    /// @param attributes personal and decisive ones
    record Person(
            @Nullable PersonalText username,
            Map<Detail, PersonalText> details,
            Map<AttributeKey, PersonalText> attributes,
            @Nullable Identity identity) {}

    /// Where it stands.
    record Place(
            @Nullable RoleKey role,
            @Nullable ProfileId profile,
            @Nullable ScopeExpression perimeter,
            @Nullable UserId manager) {}
}
