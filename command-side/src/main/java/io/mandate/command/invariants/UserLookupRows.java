package io.mandate.command.invariants;

import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.user.Identity;
import io.mandate.events.user.UserEvent;
import io.mandate.events.user.UserEvent.ExternalIdentityLinked;
import io.mandate.events.user.UserEvent.ExternalIdentityUnlinked;
import io.mandate.events.user.UserEvent.UserAssigned;
import io.mandate.events.user.UserEvent.UserCreated;
import io.mandate.events.user.UserEvent.UserDeleted;
import io.mandate.events.user.UserEvent.UserPersonalDataErased;
import io.mandate.events.user.UserEvent.UserUnassigned;
import io.mandate.events.user.UserEvent.UsernameChanged;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.TenantId;
import io.mandate.store.envelope.IdentityHash;
import io.mandate.store.envelope.UsernameHash;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What the events of users mean for the look-up tables: usernames and identities are unique (kept as keyed
/// hashes), an assigned profile exists, ids are never used again.
@Component
final class UserLookupRows {
    private static final String ADD_USERNAME =
            "INSERT INTO mandate.username (tenant, hash, principal) SELECT ?, ?, ? ON CONFLICT (tenant, hash) DO NOTHING";
    private static final String DROP_USERNAME = "DELETE FROM mandate.username WHERE tenant = ? AND principal = ?";
    private static final String ADD_IDENTITY = """
        INSERT INTO mandate.external_identity (tenant, hash, principal, provider) SELECT ?, ?, ?, ?
        ON CONFLICT (tenant, hash) DO NOTHING\
        """;
    private static final String DROP_IDENTITY =
            "DELETE FROM mandate.external_identity WHERE tenant = ? AND principal = ? AND provider = ?";
    private static final String DROP_IDENTITIES =
            "DELETE FROM mandate.external_identity WHERE tenant = ? AND principal = ?";
    private static final String ASSIGN = """
        INSERT INTO mandate.assignment (tenant, principal, profile)
        SELECT p.tenant, ?, p.profile FROM mandate.profile_name p WHERE p.tenant = ? AND p.profile = ?
        ON CONFLICT (tenant, principal) DO UPDATE SET profile = excluded.profile\
        """;
    private static final String UNASSIGN = "DELETE FROM mandate.assignment WHERE tenant = ? AND principal = ?";

    private final UsernameHash hash;

    UserLookupRows(UsernameHash hash) {
        this.hash = hash;
    }

    List<LookupRow> of(TenantId tenant, UserEvent event) {
        String id = tenant.value();
        String user = event.user().value();
        List<LookupRow> rows = new ArrayList<>();
        switch (event) {
            case UserCreated e -> {
                rows.add(LookupRow.must(
                        () -> Rejection.of(RejectionCode.USER_ID_TAKEN, "user", user),
                        LookupRows.USE_ID,
                        id,
                        "user",
                        user));
                username(rows, tenant, user, e.username());
                identity(rows, tenant, user, e.identity());
            }
            case UsernameChanged e -> {
                rows.add(LookupRow.may(DROP_USERNAME, id, user));
                username(rows, tenant, user, e.to());
            }
            case ExternalIdentityLinked e -> {
                rows.add(LookupRow.may(DROP_IDENTITY, id, user, e.identity().provider()));
                identity(rows, tenant, user, e.identity());
            }
            case ExternalIdentityUnlinked e -> rows.add(LookupRow.may(DROP_IDENTITY, id, user, e.provider()));
            case UserAssigned e ->
                rows.add(LookupRow.must(
                                () -> Rejection.of(RejectionCode.PROFILE_NOT_FOUND, "profile", e.toProfile()),
                                ASSIGN,
                                user,
                                id,
                                e.toProfile().value())
                        .behind(LookupRows.DELETE_GUARD));
            case UserUnassigned _ -> rows.add(LookupRow.may(UNASSIGN, id, user));
            case UserDeleted _ -> {
                rows.add(LookupRow.may(UNASSIGN, id, user));
                forget(rows, id, user);
            }
            case UserPersonalDataErased _ -> forget(rows, id, user);
            default -> {} // says nothing about names, identities and assignment
        }
        return rows;
    }

    private static void forget(List<LookupRow> rows, String tenant, String user) {
        rows.add(LookupRow.may(DROP_USERNAME, tenant, user));
        rows.add(LookupRow.may(DROP_IDENTITIES, tenant, user));
    }

    private void username(List<LookupRow> rows, TenantId tenant, String user, @Nullable PersonalText username) {
        if (username != null && username.clear() != null) {
            byte[] hashed = hash.of(tenant, "username:" + UniqueForms.username(username.clear()));
            rows.add(LookupRow.must(
                    () -> Rejection.of(RejectionCode.USERNAME_TAKEN, "field", "username"),
                    ADD_USERNAME,
                    tenant.value(),
                    hashed,
                    user));
        }
    }

    private void identity(List<LookupRow> rows, TenantId tenant, String user, @Nullable Identity identity) {
        if (identity != null) {
            IdentityHash.of(hash, tenant, identity)
                    .ifPresent(hashed -> rows.add(LookupRow.must(
                            () -> Rejection.of(
                                    RejectionCode.IDENTITY_TAKEN, "field", "identity", "provider", identity.provider()),
                            ADD_IDENTITY,
                            tenant.value(),
                            hashed,
                            user,
                            identity.provider())));
        }
    }
}
