package io.mandate.command.races;

import static io.mandate.command.testing.Acme.ACME;
import static io.mandate.command.testing.Acme.caller;

import io.mandate.command.gate.TenantCommand;
import io.mandate.command.profile.CreateProfile;
import io.mandate.command.profile.DeleteProfile;
import io.mandate.command.profile.ProfileChange.ChangeRoleType;
import io.mandate.command.profile.ProfileTarget;
import io.mandate.command.testing.CommandNode;
import io.mandate.command.user.AssignUser;
import io.mandate.command.user.UnassignUser;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.UserId;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// A command node in a process of its own. Each line it reads is one wish, `<who> <wish> <id> <id>`;
/// each line it writes that begins with [#ANSWER] says what became of it: `ok`, or the code of the
/// refusal; for a wish with a key the position that was answered.
final class OtherProcess {
    static final String ANSWER = "ANSWER ";

    private OtherProcess() {}

    public static void main(String[] arguments) throws Exception {
        var wishes = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (CommandNode node = CommandNode.on(arguments[0], Path.of(arguments[1]))) {
            System.out.println(ANSWER + "ready");
            for (String line = wishes.readLine(); line != null; line = wishes.readLine()) {
                System.out.println(ANSWER + carryOut(node, line));
            }
        }
    }

    /// What became of a wish, written in the same way on both sides.
    static String carryOut(CommandNode node, String line) {
        String[] words = line.split(" ");
        if (words[1].equals("keyed")) {
            CreateProfile wish = CreateProfile.named(ProfileTarget.of(ACME, new ProfileId(words[2])), words[2]);
            return node.gate()
                    .execute(CommandNode.request(caller(ACME, new UserId(words[0])), words[2], "{}"), List.of(wish))
                    .position()
                    .toString();
        }
        return node.refusal(caller(ACME, new UserId(words[0])), wish(words))
                .map(rejection -> rejection.code().name())
                .orElse("ok");
    }

    private static TenantCommand wish(String[] words) {
        return switch (words[1]) {
            case "create" -> CreateProfile.named(ProfileTarget.of(ACME, new ProfileId(words[2])), words[3]);
            case "delete" -> new DeleteProfile(ProfileTarget.of(ACME, new ProfileId(words[2])));
            case "assign" -> new AssignUser(ACME, new UserId(words[2]), new ProfileId(words[3]));
            case "type" ->
                new ChangeRoleType(ProfileTarget.of(ACME, new ProfileId(words[2])), new RoleTypeKey(words[3]));
            case "unassign" -> new UnassignUser(ACME, new UserId(words[2]));
            default -> throw new IllegalArgumentException("no such wish: " + words[1]);
        };
    }
}
