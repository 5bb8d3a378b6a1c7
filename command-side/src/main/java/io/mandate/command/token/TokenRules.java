package io.mandate.command.token;

import static io.mandate.command.rules.Decision.accept;
import static io.mandate.command.rules.Decision.reject;
import static io.mandate.command.rules.Decision.unchanged;

import io.mandate.access.AccessView;
import io.mandate.access.user.Subject;
import io.mandate.access.user.UserStatus;
import io.mandate.command.invariants.Administrators;
import io.mandate.command.rules.Decision;
import io.mandate.command.token.TokenState.Absent;
import io.mandate.command.token.TokenState.Issued;
import io.mandate.command.token.TokenState.Revoked;
import io.mandate.command.user.Givers;
import io.mandate.events.catalog.RoleTypeDefinition;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.tenant.Policy;
import io.mandate.events.token.TokenEvent;
import io.mandate.events.token.TokenEvent.TokenIssued;
import io.mandate.events.token.TokenEvent.TokenRevoked;
import io.mandate.events.token.TokenRight;
import io.mandate.events.user.PrincipalKind;
import io.mandate.live.identity.Caller;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// Everything a token may do. Whether the issuer holds what the principal's profile gives is judged on the whole
/// commit.
final class TokenRules {
    private TokenRules() {}

    static Decision<TokenEvent> decide(
            TokenState state, TokenCommand command, AccessView head, Caller caller, Instant now) {
        return switch (command) {
            case IssueToken c ->
                switch (state) {
                    case Absent _ -> issue(c, head, caller, now);
                    // Ids are generated: whoever meets one twice has broken something, and must not get a secret.
                    case Issued _, Revoked _ -> throw new IllegalStateException("token " + c.token() + " issued twice");
                };
            case ReadmitAdministrator c ->
                switch (state) {
                    case Absent _ -> readmit(c, head);
                    case Issued _, Revoked _ -> throw new IllegalStateException("token " + c.token() + " issued twice");
                };
            case RevokeToken c ->
                switch (state) {
                    case Absent _ -> reject(RejectionCode.TOKEN_NOT_FOUND, "token", c.token());
                    case Issued(var principal) -> accept(new TokenRevoked(c.token(), principal));
                    case Revoked _ -> unchanged();
                };
        };
    }

    private static Decision<TokenEvent> issue(IssueToken command, AccessView head, Caller caller, Instant now) {
        Subject principal = head.user(command.principal());
        if (principal == null) {
            return reject(RejectionCode.USER_NOT_FOUND, "user", command.principal());
        }
        if (principal.status() == UserStatus.DELETED) {
            return reject(RejectionCode.USER_DELETED, "user", command.principal());
        }
        if (principal.kind() == PrincipalKind.PAGE) {
            return reject(RejectionCode.FIELD_INVALID, "field", "principal", "rule", "pages do not act");
        }
        SortedSet<TokenRight> rights = new TreeSet<>(rights(command, principal.kind()));
        SortedSet<TokenRight> beyond = beyond(rights, head, caller, now);
        return beyond.isEmpty()
                ? accept(new TokenIssued(
                        command.token(), command.principal(), command.secretSha256(), rights, command.expiresAt()))
                : reject(RejectionCode.PROFILE_ESCALATION, "actions", beyond, "node", TokenCommand.TOKENS);
    }

    /// For nobody but an administrator: what an operator may do here is to let somebody in who can help,
    /// with whatever else nobody can.
    private static Decision<TokenEvent> readmit(ReadmitAdministrator command, AccessView head) {
        Subject administrator = head.user(command.administrator());
        if (administrator == null) {
            return reject(RejectionCode.USER_NOT_FOUND, "user", command.administrator());
        }
        if (administrator.status() == UserStatus.DELETED) {
            return reject(RejectionCode.USER_DELETED, "user", command.administrator());
        }
        return Administrators.includes(head, command.administrator())
                ? accept(new TokenIssued(
                        command.token(),
                        command.administrator(),
                        command.secretSha256(),
                        new TreeSet<>(),
                        command.expiresAt()))
                : reject(
                        RejectionCode.FIELD_INVALID,
                        "field",
                        "administrator",
                        "rule",
                        command.administrator() + " is not active, or can neither "
                                + String.join(" nor ", Administrators.duties(head)));
    }

    private static Set<TokenRight> rights(IssueToken command, PrincipalKind kind) {
        Set<TokenRight> given = command.rights();
        if (given != null) {
            return given;
        }
        return kind == PrincipalKind.SERVICE ? EnumSet.allOf(TokenRight.class) : EnumSet.noneOf(TokenRight.class);
    }

    /// What the caller would give without holding it. Superusers hold every right; who is none of the tenant's own,
    /// an operator of elsewhere or Mandate itself, is not bound. Living with the operators is no right there.
    private static SortedSet<TokenRight> beyond(
            SortedSet<TokenRight> rights, AccessView head, Caller caller, Instant now) {
        if (!head.tenantState().holds(Policy.GUARD_ESCALATION)
                || Givers.above(caller, head)
                || superuser(head, caller)) {
            return new TreeSet<>();
        }
        SortedSet<TokenRight> beyond = new TreeSet<>(rights);
        beyond.removeAll(caller.rights());
        beyond.removeIf(right -> FirstToGive.is(head, caller.actor().id(), right, now));
        return beyond;
    }

    private static boolean superuser(AccessView head, Caller caller) {
        Subject subject = head.user(caller.actor().id());
        RoleTypeDefinition type = subject == null ? null : head.catalog().roleTypeDefinitionOf(subject.role());
        return type != null && type.superuser();
    }
}
