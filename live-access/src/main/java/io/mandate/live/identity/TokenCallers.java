package io.mandate.live.identity;

import io.mandate.access.AccessView;
import io.mandate.access.decision.PrincipalRecord;
import io.mandate.access.token.Token;
import io.mandate.access.user.Subject;
import io.mandate.access.user.UserStatus;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.user.PrincipalKind;
import io.mandate.events.values.Actor;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.live.LiveIndex;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/// Finds callers in the index. What is looked up is the SHA-256 of 256 random bits, so the time a
/// look-up takes tells nothing about a secret.
public final class TokenCallers implements Callers {
    private final LiveIndex live;
    private final InstantSource clock;

    public TokenCallers(LiveIndex live, InstantSource clock) {
        this.live = live;
        this.clock = clock;
    }

    @Override
    public Optional<Caller> byToken(String secret) {
        String digest = sha256(secret);
        return tenant(secret, digest).flatMap(tenant -> caller(tenant, digest, Set.of(UserStatus.ACTIVE)));
    }

    /// A token that nobody knows here may have been issued a moment ago on another node.
    private Optional<TenantId> tenant(String secret, String digest) {
        Optional<TenantId> known = live.index().tenantOfToken(digest);
        if (known.isPresent() || !TokenForm.fits(secret)) {
            return known;
        }
        live.lookForNews();
        return live.index().tenantOfToken(digest);
    }

    @Override
    public Optional<Caller> suspendedByToken(String secret) {
        String digest = sha256(secret);
        return live.index()
                .tenantOfToken(digest)
                .flatMap(tenant -> caller(tenant, digest, Set.of(UserStatus.SUSPENDED)));
    }

    @Override
    public Optional<Caller> byPrincipal(TenantId tenant, UserId principal) {
        AccessView now = live.now(tenant);
        Subject subject = now.user(principal);
        if (subject == null || subject.kind() != PrincipalKind.USER) {
            return Optional.empty();
        }
        return actor(now, principal, Set.of(UserStatus.ACTIVE))
                .map(actor -> new Caller(tenant, actor, null, Set.of(), operates(tenant)));
    }

    @Override
    public boolean linked(TenantId tenant, UserId principal, String provider) {
        Subject subject = live.now(tenant).user(principal);
        return subject != null && provider.equals(subject.identityProvider());
    }

    @Override
    public boolean localOnly(TenantId tenant, UserId principal) {
        AccessView now = live.now(tenant);
        Subject subject = now.user(principal);
        return subject != null && now.catalog().localOnly(PrincipalRecord.role(now, subject.role(), subject.profile()));
    }

    private Optional<Caller> caller(TenantId tenant, String digest, Set<UserStatus> statuses) {
        AccessView now = live.now(tenant);
        Token token = now.token(digest);
        if (token == null || !equal(token.secretSha256(), digest) || !token.holdsAt(clock.instant())) {
            return Optional.empty();
        }
        return actor(now, token.principal(), statuses)
                .map(actor -> new Caller(tenant, actor, token.id(), token.rights(), operates(tenant)));
    }

    private static Optional<Actor> actor(AccessView now, UserId id, Set<UserStatus> statuses) {
        Subject principal = now.user(id);
        if (principal == null || !statuses.contains(principal.status())) {
            return Optional.empty();
        }
        if (now.tenantState().offboarded()) {
            throw new RejectedException(Rejection.of(RejectionCode.TENANT_OFFBOARDED, "tenant", now.tenant()));
        }
        return Optional.of(
                new Actor(operates(now.tenant()) ? Actor.Kind.OPERATOR : kind(principal.kind()), principal.id()));
    }

    private static boolean operates(TenantId tenant) {
        return tenant.equals(Caller.SYSTEM_TENANT);
    }

    private static Actor.Kind kind(PrincipalKind kind) {
        return switch (kind) {
            case USER -> Actor.Kind.USER;
            case SERVICE -> Actor.Kind.SERVICE;
            case PAGE -> Actor.Kind.PAGE;
        };
    }

    private static boolean equal(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    private static String sha256(String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
