package io.mandate.command.user;

import static io.mandate.command.rules.Decision.accept;
import static io.mandate.command.rules.Decision.reject;
import static io.mandate.command.rules.Decision.unchanged;

import io.mandate.access.AccessView;
import io.mandate.command.rules.Decision;
import io.mandate.command.user.UserState.Absent;
import io.mandate.command.user.UserState.Deleted;
import io.mandate.command.user.UserState.Living;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.user.PrincipalKind;
import io.mandate.events.user.UserEvent;
import io.mandate.events.user.UserEvent.AcknowledgementRecorded;
import io.mandate.events.user.UserEvent.PasswordResetRequested;
import io.mandate.events.user.UserEvent.UserActivated;
import io.mandate.events.user.UserEvent.UserDeleted;
import io.mandate.events.user.UserEvent.UserEnabled;
import io.mandate.events.user.UserEvent.UserPersonalDataErased;
import io.mandate.events.user.UserEvent.UserSuspended;
import io.mandate.live.identity.Caller;

/// Everything that may happen to a principal. Uniqueness (usernames, identities), quotas, escalation, the last
/// administrator and the caller's own account are judged on the whole commit, not here.
final class UserRules {
    private static final int LONGEST_ACKNOWLEDGEMENT = 64;

    private UserRules() {}

    /// @param head the tenant as it is now, with what this transaction already did
    /// @param caller who wishes it; may be an operator, who is no principal of the tenant
    /// @param keyId the name of the key that the personal data of this principal is sealed under
    static Decision<UserEvent> decide(
            UserState state, UserCommand command, AccessView head, Caller caller, String keyId) {
        return switch (state) {
            case Absent _ ->
                command instanceof Creation creation
                        ? CreationRules.decide(creation, head, caller)
                        : reject(RejectionCode.USER_NOT_FOUND, "user", command.user());
            case Deleted deleted -> afterwards(deleted, command, keyId);
            case Living living -> decide(living, command, head, caller, keyId);
        };
    }

    private static Decision<UserEvent> afterwards(Deleted deleted, UserCommand command, String keyId) {
        if (command instanceof ErasePersonalData) {
            return deleted.erased() ? unchanged() : accept(new UserPersonalDataErased(deleted.user(), keyId));
        }
        return command instanceof Creation
                ? reject(RejectionCode.USER_ID_TAKEN, "user", command.user())
                : reject(RejectionCode.USER_DELETED, "user", command.user());
    }

    private static Decision<UserEvent> decide(
            Living user, UserCommand command, AccessView head, Caller caller, String keyId) {
        return switch (command) {
            case Creation c -> reject(RejectionCode.USER_ID_TAKEN, "user", c.user());
            case ActivateUser c -> activate(user, c);
            case SuspendUser c -> user.life().suspended() ? unchanged() : accept(new UserSuspended(c.user()));
            case EnableUser c -> user.life().suspended() ? accept(new UserEnabled(c.user())) : unchanged();
            case DeleteUser c -> delete(user, c, keyId);
            case ErasePersonalData c ->
                reject(
                        RejectionCode.FIELD_INVALID,
                        "field",
                        "user",
                        "rule",
                        "delete the user instead; that erases the personal data too");
            case ChangeDetails c -> DetailRules.decide(user, c, head);
            case ChangeUsername c -> DetailRules.decide(user, c, head);
            case LinkIdentity c -> IdentityRules.decide(user, c, head);
            case UnlinkIdentity c -> IdentityRules.decide(user, c, head);
            case ChangeRole c -> PlaceRules.decide(user, c, head, caller);
            case AssignUser c -> PlaceRules.decide(user, c, head, caller);
            case UnassignUser c -> PlaceRules.decide(user, c, head, caller);
            case AssignPerimeter c -> PlaceRules.decide(user, c, head);
            case AssignManager c -> PlaceRules.decide(user, c, head, caller);
            case RequestPasswordReset c -> resetPassword(user, c);
            case RecordAcknowledgement c -> acknowledge(user, c);
        };
    }

    private static Decision<UserEvent> activate(Living user, ActivateUser command) {
        // A suspended one stays suspended, and is active once it is enabled.
        return user.life().activated() ? unchanged() : accept(new UserActivated(command.user()));
    }

    private static Decision<UserEvent> delete(Living user, DeleteUser command, String keyId) {
        return accept(
                new UserDeleted(
                        command.user(), user.place().role(), user.place().profile()),
                new UserPersonalDataErased(command.user(), keyId));
    }

    private static Decision<UserEvent> resetPassword(Living user, RequestPasswordReset command) {
        return user.kind() == PrincipalKind.USER
                ? accept(new PasswordResetRequested(command.user()))
                : reject(RejectionCode.FIELD_INVALID, "field", "user", "rule", "services and pages have no password");
    }

    private static Decision<UserEvent> acknowledge(Living user, RecordAcknowledgement command) {
        if (!Texts.fits(command.type(), LONGEST_ACKNOWLEDGEMENT)) {
            return reject(Texts.refusal("type", LONGEST_ACKNOWLEDGEMENT));
        }
        if (!Texts.fits(command.version(), LONGEST_ACKNOWLEDGEMENT)) {
            return reject(Texts.refusal("version", LONGEST_ACKNOWLEDGEMENT));
        }
        return command.version().equals(user.acknowledged().get(command.type()))
                ? unchanged()
                : accept(new AcknowledgementRecorded(command.user(), command.type(), command.version()));
    }
}
