package io.mandate.access.user;

import io.mandate.events.user.PrincipalKind;
import io.mandate.events.user.UserEvent;
import io.mandate.events.user.UserEvent.UserCreated;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.UserId;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A principal without its personal data: what decisions need to know of it. A deleted one keeps its id, kind,
/// creator and facts only.
///
/// @param cohort status, role, profile
/// @param attributes its decisive attributes
/// @param perimeter what is AND-ed to everything it may do; null: nothing
/// @param creator who created it
/// @param assignee who looks after it
/// @param identityProvider where it is kept, if not here
/// @param facts which events made it so
/// @param seq the position of the last event about it
public record Subject(
        UserId id,
        Cohort cohort,
        Map<AttributeKey, String> attributes,
        @Nullable ScopeExpression perimeter,
        @Nullable UserId creator,
        @Nullable UserId assignee,
        @Nullable String identityProvider,
        SubjectFacts facts,
        long seq) {

    public Subject {
        attributes = attributes.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(attributes));
    }

    /// A new principal: invited, without a profile.
    public static Subject created(UserCreated event, long seq) {
        return new Subject(
                event.user(),
                new Cohort(event.kind(), UserStatus.INVITED, false, event.role(), null, false),
                event.attributes(),
                null,
                event.creator(),
                null,
                event.identity() == null ? null : event.identity().provider(),
                SubjectFacts.at(seq),
                seq);
    }

    /// The principal after one more event.
    ///
    /// @param seq the position of the event
    public Subject after(UserEvent event, long seq) {
        return SubjectFold.after(this, event, seq);
    }

    /// The same, made so by other events.
    public Subject withFacts(SubjectFacts other) {
        return new Subject(id, cohort, attributes, perimeter, creator, assignee, identityProvider, other, seq);
    }

    /// The event that gave a decisive attribute the value that it has, or that took it; 0 where it never had one.
    public long attributeSince(AttributeKey attribute) {
        Long later = facts.rare().attributes().get(attribute);
        return later != null ? later : attributes.containsKey(attribute) ? facts.created() : 0;
    }

    public PrincipalKind kind() {
        return cohort.kind();
    }

    public UserStatus status() {
        return cohort.status();
    }

    /// Its explicit role; null: that of its profile, if that has one.
    public @Nullable RoleKey role() {
        return cohort.role();
    }

    public @Nullable ProfileId profile() {
        return cohort.profile();
    }
}
