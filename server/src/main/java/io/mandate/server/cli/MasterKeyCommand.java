package io.mandate.server.cli;

import io.mandate.events.problem.Counted;
import io.mandate.store.envelope.MasterKeyFile;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.springframework.core.env.PropertyResolver;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Rotates the master key in two steps: every node gets the new line first, then it comes into use.
@Command(
        name = "master-key",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "The key that everything personal is sealed under in the end, and its epochs. To rotate it: add a line, give it",
            "to every node, then activate it. What is wrapped is then wrapped anew while everybody works, and the old epoch",
            "ends after mandate.master-key.keep (30 days)."
        },
        subcommands = {MasterKeyCommand.Add.class, CommandLine.HelpCommand.class})
final class MasterKeyCommand extends CommandOfCommands {
    private static final String OPERATIONS = "/v1/operations/master-key";
    private static final JsonMapper JSON = JsonMapper.shared();

    MasterKeyCommand() {
        super("mandate master-key status");
    }

    @Command(
            description = "Tells which epochs there are, what is wrapped under each, and which node has which.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class)
    int status(@Mixin ServerOptions server) {
        JsonNode standing = server.calls().get(OPERATIONS);
        long active = standing.path("active").asLong();
        standing.path("epochs").forEach(epoch -> say(line(epoch, active)));
        standing.path("nodes")
                .forEach(node -> say(node.path("name").asString() + " has "
                        + node.path("epochs")
                                .valueStream()
                                .map(JsonNode::asString)
                                .collect(Collectors.joining(", "))));
        return 0;
    }

    @Command(
            description = "Puts an epoch in use that every node has. Refused with their names while some have not.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class)
    int activate(
            @Mixin ServerOptions server,
            @Parameters(paramLabel = "EPOCH", description = "Which one.") int epoch,
            @Mixin ReasonOption reason) {
        ObjectNode wish = JSON.createObjectNode().put("epoch", epoch);
        reason.given().ifPresent(why -> wish.put("reason", why));
        server.calls().post(OPERATIONS + "/activation", wish);
        say("Epoch " + epoch + " is in use. Watch what is left under older ones with: mandate master-key status");
        return 0;
    }

    private static String line(JsonNode epoch, long active) {
        long number = epoch.path("number").asLong();
        String state = !epoch.path("destroyedAt").asString("").isEmpty()
                ? "destroyed at " + epoch.path("destroyedAt").asString()
                : number == active ? "in use" : number < active ? "out of use" : "added, not in use yet";
        return "epoch " + number + ": " + state + ", "
                + Counted.of(epoch.path("wraps").asLong(), "key of a tenant", "keys of tenants") + " under it";
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            description = {
                "Makes the key of the next epoch. Servers that read the same file take it up by themselves; give the line to",
                "all others."
            })
    static final class Add extends LocalCommand {
        @Override
        public Integer call() {
            PropertyResolver given = settings();
            String value = given.getProperty("mandate.master-key.value", "");
            if (value.isBlank()) {
                MasterKeyFile file = file(given);
                int epoch = file.add();
                say("Epoch " + epoch + " is in " + file.path() + ". Servers that read this file have it within"
                        + " seconds; copy its line to all others, then: mandate master-key activate " + epoch);
            } else {
                say("Add this secret to MANDATE_MASTER_KEY_VALUE of all servers, behind a comma, and start"
                        + " them again one after the other:");
                say(MasterKeyFile.next(value).strip());
            }
            return 0;
        }

        private MasterKeyFile file(PropertyResolver given) {
            String own = given.getProperty("mandate.master-key.file");
            return new MasterKeyFile(own == null ? data().resolve("master.key") : Path.of(own));
        }
    }
}
