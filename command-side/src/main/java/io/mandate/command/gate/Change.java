package io.mandate.command.gate;

import io.mandate.access.AccessView;
import io.mandate.access.index.AccessIndex;
import io.mandate.access.profile.Profile;
import io.mandate.access.user.Subject;
import io.mandate.events.DomainEvent;
import io.mandate.events.EventMetadata;
import io.mandate.events.RecordedEvent;
import io.mandate.events.values.Actor;
import io.mandate.events.values.ChangeSetId;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.TenantId;
import io.mandate.live.identity.Caller;
import io.mandate.store.append.CommitBuffer;
import io.mandate.store.append.StreamId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One change on its way, under the lock of its tenant: the state it began with and the state so far.
final class Change {
    private final ChangeRequest request;
    private final AccessIndex index;
    private final CommitBuffer buffer;
    private final AccessView head;
    private final boolean registers;
    private final ChangeSetId changeSet = new ChangeSetId(UUID.randomUUID().toString());
    private AccessView soFar;
    private int seen;
    private @Nullable String cause;

    /// @param head the tenant at its head, under the lock
    /// @param registers whether the tenant begins with this change
    Change(ChangeRequest request, AccessIndex index, CommitBuffer buffer, AccessView head, boolean registers) {
        this.request = request;
        this.index = index;
        this.buffer = buffer;
        this.head = head;
        this.registers = registers;
        this.soFar = head;
    }

    /// Says what caused all of it; null: each command its own events.
    void causedBy(@Nullable String what) {
        cause = what;
    }

    ChangeRequest request() {
        return request;
    }

    Caller caller() {
        return request.caller();
    }

    TenantId tenant() {
        return head.tenant();
    }

    boolean registers() {
        return registers;
    }

    AccessView head() {
        return head;
    }

    List<RecordedEvent> events() {
        return buffer.events();
    }

    /// The head with everything this change did so far.
    AccessView soFar() {
        List<RecordedEvent> events = buffer.events();
        if (events.size() != seen) {
            soFar = events.isEmpty() ? head : index.tentative(tenant(), events);
            seen = events.size();
        }
        return soFar;
    }

    /// The position of its last event; the head's where it has none. Nobody else can take it, under the
    /// lock.
    long endsAt() {
        return head.position() + buffer.events().size();
    }

    /// Forgets what was done after a mark of the buffer.
    void rollbackTo(int mark) {
        buffer.rollbackTo(mark);
        seen = -1;
    }

    int mark() {
        return buffer.mark();
    }

    /// Adds an event that Mandate itself notices.
    void notice(StreamId stream, DomainEvent event, String causation) {
        buffer.append(stream, event, noticed(causation));
    }

    /// Whether the caller is a principal of the tenant that is changed, and not an operator or Mandate
    /// itself.
    boolean callerLivesHere() {
        return caller().tenant().equals(tenant()) && caller().actor().kind() != Actor.Kind.SYSTEM;
    }

    /// Who, from where and why, for the events that one command of this change causes.
    EventMetadata metadata(String causation) {
        @Nullable Profile profile = callersProfile();
        return new EventMetadata(
                caller().actor(),
                null,
                request.source(),
                changeSet,
                request.correlationId(),
                cause == null ? causation : cause,
                profile == null ? null : profile.id(),
                profile == null ? null : profile.revision(),
                request.ip(),
                request.userAgent(),
                request.reason());
    }

    private EventMetadata noticed(String causation) {
        return new EventMetadata(
                Actor.MANDATE,
                null,
                EventMetadata.Source.SYSTEM,
                changeSet,
                request.correlationId(),
                causation,
                null,
                null,
                null,
                null,
                null);
    }

    private @Nullable Profile callersProfile() {
        @Nullable
        Subject subject = callerLivesHere() ? head.user(caller().actor().id()) : null;
        @Nullable ProfileId profile = subject == null ? null : subject.profile();
        return profile == null ? null : head.profile(profile);
    }
}
