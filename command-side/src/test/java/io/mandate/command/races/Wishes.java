package io.mandate.command.races;

import static io.mandate.command.testing.Acme.MARIA;
import static io.mandate.command.testing.Acme.STAFF;

import io.mandate.command.catalog.CatalogCommand.RetireNode;
import io.mandate.command.gate.TenantCommand;
import io.mandate.command.profile.CreateProfile;
import io.mandate.command.profile.DeleteProfile;
import io.mandate.command.profile.ProfileChange.ChangeCode;
import io.mandate.command.profile.ProfileChange.ChangeRoleType;
import io.mandate.command.profile.ProfileChange.OverridePermission;
import io.mandate.command.profile.ProfileChange.RenameProfile;
import io.mandate.command.profile.ProfileTarget;
import io.mandate.command.profile.SaveProfile;
import io.mandate.command.testing.CommandNode;
import io.mandate.command.testing.Recorded;
import io.mandate.command.user.AssignUser;
import io.mandate.command.user.ChangeRole;
import io.mandate.command.user.ChangeUsername;
import io.mandate.command.user.CreatePrincipal;
import io.mandate.command.user.CreateUser;
import io.mandate.command.user.LinkIdentity;
import io.mandate.command.user.SuspendUser;
import io.mandate.command.user.UnassignUser;
import io.mandate.events.token.TokenEvent.TokenRevoked;
import io.mandate.events.user.Identity;
import io.mandate.events.user.PrincipalKind;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.Actor;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.TokenId;
import io.mandate.events.values.UserId;
import io.mandate.live.identity.Caller;
import io.mandate.store.append.StreamId.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Wishes as texts, so that this process and another carry out the very same: `<tenant> <who> <wish> <word>..`. Who
/// says `maria#t1` comes with that token, who says `gil@k1` with that key for retries.
final class Wishes {
    private Wishes() {}

    /// What became of a wish: `ok`, or the code of the refusal; for one with a key the position that was answered.
    static String carryOut(CommandNode node, String line) {
        String[] words = line.split(" ");
        TenantId tenant = new TenantId(words[0]);
        String[] who = words[1].split("[#@]");
        TokenId token = words[1].contains("#") ? new TokenId(who[1]) : null;
        Caller caller = new Caller(tenant, new Actor(Actor.Kind.USER, new UserId(who[0])), token, Set.of(), false);
        if (words[1].contains("@")) {
            return node.gate()
                    .execute(CommandNode.request(caller, who[1], "{}"), List.of(wish(tenant, words)))
                    .position()
                    .toString();
        }
        return node.refusal(caller, wish(tenant, words))
                .map(rejection -> rejection.code().name())
                .orElse("ok");
    }

    private static TenantCommand wish(TenantId tenant, String[] words) {
        return switch (words[2]) {
            case "retire" -> new RetireNode(tenant, new NodeKey(words[3]), null);
            case "revoke" -> revoked(tenant, new TokenId(words[3]));
            default -> ofProfileOrUser(tenant, words);
        };
    }

    private static TenantCommand ofProfileOrUser(TenantId tenant, String[] words) {
        ProfileTarget target = ProfileTarget.of(tenant, new ProfileId(words[3]));
        UserId user = new UserId(words[3]);
        return switch (words[2]) {
            case "create" -> CreateProfile.named(target, words[4]);
            case "create-coded" ->
                new CreateProfile(target, words[3], null, words[4], null, null, null, null, null, List.of());
            case "rename" -> new RenameProfile(target, words[4]);
            case "code" -> new ChangeCode(target, words[4]);
            case "type" -> new ChangeRoleType(target, new RoleTypeKey(words[4]));
            case "override" -> overridden(target, words[4], words[5]);
            case "save" -> {
                var seen = new ProfileTarget(tenant, target.profile(), Long.valueOf(words[4]));
                yield new SaveProfile(seen, List.of(overridden(seen, words[5], words[6])));
            }
            case "delete" -> new DeleteProfile(target);
            case "user" ->
                new CreateUser(
                        tenant,
                        user,
                        PersonalText.of(words[4]),
                        PersonalText.of("First"),
                        PersonalText.of("Last"),
                        null,
                        STAFF,
                        null,
                        null,
                        Map.of(),
                        null);
            case "page" ->
                new CreatePrincipal(
                        tenant,
                        user,
                        PrincipalKind.PAGE,
                        PersonalText.of("Page"),
                        STAFF,
                        new ProfileId(words[4]),
                        null);
            case "username" -> new ChangeUsername(tenant, user, PersonalText.of(words[4]), null);
            case "link" -> new LinkIdentity(tenant, user, new Identity("idp", PersonalText.of(words[4])));
            case "role" -> new ChangeRole(tenant, user, new RoleKey(words[4]), null);
            case "assign" -> new AssignUser(tenant, user, new ProfileId(words[4]));
            case "unassign" -> new UnassignUser(tenant, user);
            case "suspend" -> new SuspendUser(tenant, user);
            default -> throw new IllegalArgumentException("no such wish: " + words[2]);
        };
    }

    private static TenantCommand revoked(TenantId tenant, TokenId token) {
        return Recorded.in(tenant, Kind.TOKEN, token, new TokenRevoked(token, MARIA));
    }

    private static OverridePermission overridden(ProfileTarget target, String node, String actions) {
        return new OverridePermission(target, new NodeKey(node), null, ActionSet.of(actions.split(",")));
    }
}
