package io.mandate.command.revert;

import io.mandate.command.gate.TenantCommand;
import io.mandate.command.user.AssignManager;
import io.mandate.command.user.AssignPerimeter;
import io.mandate.command.user.AssignUser;
import io.mandate.command.user.ChangeDetails;
import io.mandate.command.user.ChangeRole;
import io.mandate.command.user.ChangeRole.ProfileChoice;
import io.mandate.command.user.ChangeUsername;
import io.mandate.command.user.Detail;
import io.mandate.command.user.EnableUser;
import io.mandate.command.user.LinkIdentity;
import io.mandate.command.user.SuspendUser;
import io.mandate.command.user.UnassignUser;
import io.mandate.command.user.UnlinkIdentity;
import io.mandate.events.user.Identity;
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
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The commands that take back what one commit did to a user.
final class UserOpposites {
    private static final String ATTRIBUTE = "attributes.";

    private final TenantId tenant;
    private final UserId user;
    private final List<UserEvent> before;
    private final List<TenantCommand> commands = new ArrayList<>();
    private @Nullable UserRoleChanged role;
    private @Nullable ProfileChoice profile;
    private boolean identity;

    private UserOpposites(TenantId tenant, UserId user, List<UserEvent> before) {
        this.tenant = tenant;
        this.user = user;
        this.before = before;
    }

    /// @param before the events of this user before the commit, in their order
    /// @param undone those of the commit
    static List<TenantCommand> of(TenantId tenant, List<UserEvent> before, List<UserEvent> undone) {
        UserOpposites opposites = new UserOpposites(tenant, undone.getFirst().user(), before);
        undone.reversed().forEach(opposites::add);
        opposites.addPlace();
        if (opposites.identity) {
            opposites.addIdentity(undone.getFirst());
        }
        return opposites.commands;
    }

    private void add(UserEvent event) {
        switch (event) {
            case UserCreated e -> throw Irreversible.because(e, "delete the user instead, which erases personal data");
            case UserDeleted e -> throw Irreversible.because(e, "the user and the key of the personal data are gone");
            case UserPersonalDataErased e -> throw Irreversible.because(e, "the key of the personal data is gone");
            case UserActivated e -> throw Irreversible.because(e, "suspend the user instead");
            case PasswordResetRequested e -> throw Irreversible.because(e, "it was asked for, and that stays true");
            case AcknowledgementRecorded e -> throw Irreversible.because(e, "it was given, and that stays true");
            case UserSuspended _ -> commands.add(new EnableUser(tenant, user));
            case UserEnabled _ -> commands.add(new SuspendUser(tenant, user));
            case UserRoleChanged e -> role = e;
            case UserAssigned e -> profile = new ProfileChoice(e.fromProfile());
            case UserUnassigned e -> profile = new ProfileChoice(e.fromProfile());
            case UserPerimeterChanged e -> commands.add(new AssignPerimeter(tenant, user, e.from()));
            case UserAssigneeChanged e -> commands.add(new AssignManager(tenant, user, e.from()));
            case UserDetailsChanged e -> commands.add(details(e));
            case UsernameChanged e -> commands.add(username(e));
            case ExternalIdentityLinked _, ExternalIdentityUnlinked _ -> identity = true;
        }
    }

    /// Role and profile go back together, because one may be impossible without the other.
    private void addPlace() {
        ProfileId back = profile == null ? null : profile.id();
        if (role != null) {
            commands.add(new ChangeRole(tenant, user, role.from(), profile));
        } else if (back != null) {
            commands.add(new AssignUser(tenant, user, back));
        } else if (profile != null) {
            commands.add(new UnassignUser(tenant, user));
        }
    }

    private void addIdentity(UserEvent undone) {
        @Nullable Identity linked = null;
        for (UserEvent event : before) {
            linked = switch (event) {
                case UserCreated e -> e.identity();
                case ExternalIdentityLinked e -> e.identity();
                case ExternalIdentityUnlinked _ -> null;
                default -> linked;
            };
        }
        if (linked == null) {
            commands.add(new UnlinkIdentity(tenant, user));
        } else if (linked.subject().erased()) {
            throw erased(undone);
        } else {
            commands.add(new LinkIdentity(tenant, user, linked));
        }
    }

    private TenantCommand username(UsernameChanged event) {
        PersonalText from = event.from();
        if (from == null || from.erased()) {
            throw erased(event);
        }
        return new ChangeUsername(tenant, user, from, null);
    }

    private TenantCommand details(UserDetailsChanged event) {
        Map<Detail, @Nullable PersonalText> details = new TreeMap<>();
        Map<AttributeKey, @Nullable PersonalText> attributes = new HashMap<>();
        for (DetailChange change : event.changes()) {
            PersonalText from = change.clearFrom() == null ? change.from() : PersonalText.of(change.clearFrom());
            if (from != null && from.erased()) {
                throw erased(event);
            }
            if (change.field().startsWith(ATTRIBUTE)) {
                attributes.put(new AttributeKey(change.field().substring(ATTRIBUTE.length())), from);
            } else {
                details.put(Detail.of(change.field()), from);
            }
        }
        return new ChangeDetails(tenant, user, details, attributes, null);
    }

    private static RuntimeException erased(UserEvent event) {
        return Irreversible.because(event, "the text before was erased");
    }
}
