package io.mandate.access.decision;

import io.mandate.access.AccessView;
import io.mandate.access.profile.Profile;
import io.mandate.access.record.KnownRecord;
import io.mandate.access.token.Token;
import io.mandate.access.user.Subject;
import io.mandate.events.values.InvalidValueException;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.TokenId;
import io.mandate.events.values.UserId;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The tenant's own users, profiles and tokens as the records of the nodes that decide about them, whatever is
/// registered under their ids.
public final class OwnRecords {
    /// The resource whose records the tenants of an installation are. Nothing but its id is known of one.
    public static final NodeKey TENANTS = new NodeKey("operations/tenants");

    private static final Set<NodeKey> NODES = Set.of(PrincipalRecord.USERS, KnownProfile.PROFILES, KnownToken.TOKENS);

    private OwnRecords() {}

    /// Whether the records of that resource are users, profiles or tokens.
    public static boolean kept(NodeKey resource) {
        return NODES.contains(resource);
    }

    /// What is known of a record that is one of them; null if it is none.
    static @Nullable KnownRecord of(AccessView view, NodeKey resource, RecordId record) {
        if (resource.equals(PrincipalRecord.USERS)) {
            return principal(view, PrincipalRecord.id(resource, record));
        }
        if (resource.equals(KnownProfile.PROFILES)) {
            Profile profile = profile(resource, record).map(view::everProfile).orElse(null);
            return profile == null ? null : new KnownProfile(profile);
        }
        Token token = token(view, resource, record);
        KnownRecord of = token == null ? null : principal(view, token.principal());
        return token == null || of == null ? null : new KnownToken(token, of);
    }

    private static @Nullable KnownRecord principal(AccessView view, @Nullable UserId id) {
        Subject subject = id == null ? null : view.user(id);
        return subject == null ? null : new KnownPrincipal(view, subject);
    }

    /// The principal by which a record is what it is: itself, or the one that a token speaks for. Null if there is
    /// none.
    public static @Nullable UserId principal(AccessView view, NodeKey resource, RecordId record) {
        Token token = token(view, resource, record);
        return token == null ? PrincipalRecord.id(resource, record) : token.principal();
    }

    /// The profile that a record would be.
    public static Optional<ProfileId> profile(NodeKey resource, RecordId record) {
        return resource.equals(KnownProfile.PROFILES) ? id(record, ProfileId::new) : Optional.empty();
    }

    /// The token that a record is; null if it is none.
    public static @Nullable Token token(AccessView view, NodeKey resource, RecordId record) {
        return resource.equals(KnownToken.TOKENS)
                ? id(record, TokenId::new).map(view::token).orElse(null)
                : null;
    }

    private static <T> Optional<T> id(RecordId record, Function<String, T> of) {
        try {
            return Optional.of(of.apply(record.value()));
        } catch (InvalidValueException noId) {
            return Optional.empty();
        }
    }
}
