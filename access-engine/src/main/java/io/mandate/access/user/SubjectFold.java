package io.mandate.access.user;

import io.mandate.events.user.UserEvent;
import io.mandate.events.user.UserEvent.AcknowledgementRecorded;
import io.mandate.events.user.UserEvent.DetailChange;
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
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.UserId;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What each event does to a principal. Personal fields are passed over.
final class SubjectFold {
    private static final String ATTRIBUTE = "attributes.";

    private SubjectFold() {}

    static Subject after(Subject subject, UserEvent event, long seq) {
        return switch (event) {
            case UserActivated e -> activated(subject, seq);
            case UserSuspended e ->
                status(subject, UserStatus.SUSPENDED, subject.cohort().activated(), seq);
            case UserEnabled e -> {
                boolean activated = subject.cohort().activated();
                yield status(subject, activated ? UserStatus.ACTIVE : UserStatus.INVITED, activated, seq);
            }
            case UserDeleted e -> deleted(subject, seq);
            case UserRoleChanged e ->
                with(
                        subject,
                        cohort(subject, e.to(), subject.profile()),
                        subject.facts().withRole(seq),
                        seq);
            case UserAssigned e -> assigned(subject, e.toProfile(), seq);
            case UserUnassigned e -> assigned(subject, null, seq);
            case UserPerimeterChanged e -> perimeter(subject, e.to(), seq);
            case UserDetailsChanged e -> attributes(subject, e, seq);
            case UserAssigneeChanged e -> assignee(subject, e.to(), seq);
            case ExternalIdentityLinked e ->
                kept(subject, subject.assignee(), e.identity().provider(), subject.facts(), seq);
            case ExternalIdentityUnlinked e -> kept(subject, subject.assignee(), null, subject.facts(), seq);
            case UserCreated e -> throw new IllegalStateException("user " + e.user() + " was created twice");
            case UsernameChanged e -> touched(subject, seq);
            case UserPersonalDataErased e -> touched(subject, seq);
            case PasswordResetRequested e -> touched(subject, seq);
            case AcknowledgementRecorded e -> touched(subject, seq);
        };
    }

    /// Nothing that decides, but whoever edits the user must know that something happened since.
    private static Subject touched(Subject subject, long seq) {
        return with(subject, subject.cohort(), subject.facts(), seq);
    }

    /// A suspended user stays suspended, by the same event as before, and is active once enabled.
    private static Subject activated(Subject subject, long seq) {
        if (subject.status() != UserStatus.SUSPENDED) {
            return status(subject, UserStatus.ACTIVE, true, seq);
        }
        Cohort is = subject.cohort();
        Cohort cohort = new Cohort(is.kind(), is.status(), true, is.role(), is.profile(), is.perimeter());
        return with(subject, cohort, subject.facts(), seq);
    }

    private static Subject status(Subject subject, UserStatus status, boolean activated, long seq) {
        Cohort is = subject.cohort();
        Cohort cohort = new Cohort(is.kind(), status, activated, is.role(), is.profile(), is.perimeter());
        return with(subject, cohort, subject.facts().withStatus(seq), seq);
    }

    private static Subject assigned(Subject subject, @Nullable ProfileId profile, long seq) {
        return with(
                subject,
                cohort(subject, subject.role(), profile),
                subject.facts().withProfile(seq),
                seq);
    }

    private static Cohort cohort(Subject subject, @Nullable RoleKey role, @Nullable ProfileId profile) {
        Cohort is = subject.cohort();
        return new Cohort(is.kind(), is.status(), is.activated(), role, profile, is.perimeter());
    }

    private static Subject deleted(Subject subject, long seq) {
        Cohort cohort = new Cohort(subject.kind(), UserStatus.DELETED, false, null, null, false);
        return new Subject(
                subject.id(),
                cohort,
                Map.of(),
                null,
                subject.creator(),
                null,
                null,
                subject.facts().withStatus(seq),
                seq);
    }

    private static Subject perimeter(Subject subject, @Nullable ScopeExpression perimeter, long seq) {
        Cohort is = subject.cohort();
        return new Subject(
                subject.id(),
                new Cohort(is.kind(), is.status(), is.activated(), is.role(), is.profile(), perimeter != null),
                subject.attributes(),
                perimeter,
                subject.creator(),
                subject.assignee(),
                subject.identityProvider(),
                subject.facts().withPerimeter(seq),
                seq);
    }

    private static Subject attributes(Subject subject, UserDetailsChanged event, long seq) {
        Map<AttributeKey, String> attributes = new TreeMap<>(subject.attributes());
        Set<AttributeKey> changed = new HashSet<>();
        for (DetailChange change : event.changes()) {
            boolean personal = change.from() != null || change.to() != null;
            if (!personal && change.field().startsWith(ATTRIBUTE)) {
                AttributeKey key = new AttributeKey(change.field().substring(ATTRIBUTE.length()));
                String before =
                        change.clearTo() == null ? attributes.remove(key) : attributes.put(key, change.clearTo());
                if (!Objects.equals(before, change.clearTo())) {
                    changed.add(key);
                }
            }
        }
        return new Subject(
                subject.id(),
                subject.cohort(),
                attributes,
                subject.perimeter(),
                subject.creator(),
                subject.assignee(),
                subject.identityProvider(),
                changed.isEmpty()
                        ? subject.facts()
                        : subject.facts().withRare(subject.facts().rare().withAttributes(changed, seq)),
                seq);
    }

    private static Subject assignee(Subject subject, @Nullable UserId to, long seq) {
        SubjectFacts facts = subject.facts().withRare(subject.facts().rare().withAssignee(seq));
        return kept(subject, to, subject.identityProvider(), facts, seq);
    }

    private static Subject kept(
            Subject subject,
            @Nullable UserId assignee,
            @Nullable String identityProvider,
            SubjectFacts facts,
            long seq) {
        return new Subject(
                subject.id(),
                subject.cohort(),
                subject.attributes(),
                subject.perimeter(),
                subject.creator(),
                assignee,
                identityProvider,
                facts,
                seq);
    }

    private static Subject with(Subject subject, Cohort cohort, SubjectFacts facts, long seq) {
        return new Subject(
                subject.id(),
                cohort,
                subject.attributes(),
                subject.perimeter(),
                subject.creator(),
                subject.assignee(),
                subject.identityProvider(),
                facts,
                seq);
    }
}
