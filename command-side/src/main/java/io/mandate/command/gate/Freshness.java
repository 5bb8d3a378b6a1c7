package io.mandate.command.gate;

import io.mandate.access.AccessView;
import io.mandate.access.profile.Profile;
import io.mandate.access.token.Token;
import io.mandate.access.user.Subject;
import io.mandate.access.user.UserStatus;
import io.mandate.events.RecordedEvent;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.TokenId;
import io.mandate.events.values.UserId;
import io.mandate.http.request.SeenRevision;
import io.mandate.store.StoreId;
import io.mandate.store.append.StreamId;
import io.mandate.store.follow.EventReader;
import io.mandate.store.follow.EventReader.Personal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Revisions of things: what the answer names, and whether a caller has seen the latest. For a profile it
/// is the number of commits that changed it, for everything else the last position of its own events.
@Component
class Freshness {
    private final EventReader reader;
    private final StoreId store;

    Freshness(EventReader reader, StoreId store) {
        this.reader = reader;
        this.store = store;
    }

    /// Refuses with STALE_REVISION, naming who changed it and when, if somebody changed it after what the
    /// caller has seen. What does not exist, or no more, is left to the rules: reloading would not help.
    ///
    /// @param seen what the request says its caller has seen; null: nothing
    void check(AccessView head, TenantCommand command, @Nullable SeenRevision seen) {
        Long expected = command instanceof ExpectsRevision expects ? expects.expectedRevision() : null;
        if (stale(head, command, expected) || (seen != null && stale(head, command, seen.in(store.value())))) {
            throw new RejectedException(rejection(head, command));
        }
    }

    /// The revision of the thing a command is about, after it.
    static long revision(AccessView view, TenantCommand command) {
        if (command.kind().equals("profile")) {
            @Nullable Profile profile = view.everProfile(new ProfileId(command.resultId()));
            return profile == null ? 0 : profile.revision();
        }
        return lastPosition(view, command);
    }

    private static boolean stale(AccessView head, TenantCommand command, @Nullable Long seen) {
        if (seen == null) {
            return false;
        }
        if (command.kind().equals("profile")) {
            @Nullable Profile profile = head.profile(new ProfileId(command.resultId()));
            return profile != null && profile.revision() != seen;
        }
        if (command.kind().equals("user") && deleted(head, new UserId(command.resultId()))) {
            return false;
        }
        long last = lastPosition(head, command);
        // Any position at or after the last change shows that change; one beyond the head was never given out.
        return last > 0 && (last > seen || seen > head.position());
    }

    private static boolean deleted(AccessView head, UserId user) {
        @Nullable Subject subject = head.user(user);
        return subject != null && subject.status() == UserStatus.DELETED;
    }

    private static long lastPosition(AccessView view, TenantCommand command) {
        String id = command.resultId();
        return switch (command.kind()) {
            case "profile" -> {
                @Nullable Profile profile = view.everProfile(new ProfileId(id));
                yield profile == null ? 0 : profile.seq();
            }
            case "user" -> {
                @Nullable Subject subject = view.user(new UserId(id));
                yield subject == null ? 0 : subject.seq();
            }
            case "token" -> {
                @Nullable Token token = view.token(new TokenId(id));
                yield token == null ? 0 : token.revoked() == null ? token.issued() : token.revoked();
            }
            case "record" -> record(view, StreamId.parse(command.stream()));
            case "catalog" -> view.catalog().seq();
            case "tenant", "licence" -> view.tenantState().seq();
            default -> view.position();
        };
    }

    /// A record's stream is named after its resource and its id.
    private static long record(AccessView view, StreamId stream) {
        int end = stream.id().indexOf(':');
        return view.recordChanged(
                new NodeKey(stream.id().substring(0, end)),
                new RecordId(stream.id().substring(end + 1)));
    }

    private Rejection rejection(AccessView head, TenantCommand command) {
        Optional<RecordedEvent> last = reader.event(head.tenant(), lastPosition(head, command), Personal.SEALED);
        return Rejection.of(
                RejectionCode.STALE_REVISION,
                "changedBy",
                last.map(event -> event.metadata().actor().id().value()).orElse("?"),
                "changedAt",
                last.map(event -> event.recordedAt().toString()).orElse("?"),
                "revision",
                revision(head, command));
    }
}
