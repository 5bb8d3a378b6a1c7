package io.mandate.server.cli;

import io.mandate.events.problem.Counted;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Replays by hand, over HTTP: the server does the work, also when this program ends.
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Makes read models again from the events, beside those that are read; compares both; switches over.",
            "Needs the token of an operator, or of somebody who may see the audit trail for his own tenant."
        },
        subcommands = CommandLine.HelpCommand.class)
final class ReplayCommand extends CommandOfCommands {
    private static final String REPLAYS = "/v1/replays";
    private static final Set<String> RESTING = Set.of("READY", "HELD", "SWITCHED", "COMPARED", "ABANDONED", "FAILED");
    private static final Set<String> GONE = Set.of("ABANDONED", "FAILED");
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final JsonMapper JSON = JsonMapper.shared();

    ReplayCommand() {
        super("mandate replay start");
    }

    @Command(
            description = "Begins a replay and shows its progress until it is compared.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class)
    int start(
            @Mixin ServerOptions server,
            @Option(
                            names = "--models",
                            split = ",",
                            paramLabel = "NAME",
                            description = "Which read models (default: all).")
                    @Nullable
                    List<String> models,
            @Option(names = "--tenant", paramLabel = "ID", description = "Of one tenant only, to be compared only.")
                    @Nullable
                    String tenant,
            @Option(
                            names = "--up-to",
                            paramLabel = "INSTANT",
                            description = "Up to a moment of the past, such as 2026-03-03T12:00:00Z.")
                    @Nullable
                    String upTo,
            @Option(names = "--full", description = "As fast as it can, instead of leaving room for others.")
                    boolean full,
            @Option(names = "--no-wait", description = "Do not wait for it.") boolean noWait) {
        ObjectNode wanted = JSON.createObjectNode();
        if (models != null) {
            wanted.set("models", JSON.valueToTree(models));
        }
        if (tenant != null) {
            wanted.put("tenant", tenant);
        }
        if (upTo != null) {
            wanted.putObject("upTo").put("instant", upTo);
        }
        wanted.put("pace", full ? "full" : "paced");
        ServerCalls calls = server.calls();
        JsonNode replay = calls.post(REPLAYS, wanted);
        say("Replay " + id(replay) + " of " + String.join(", ", names(replay)));
        return noWait ? 0 : finish(calls, watched(calls, id(replay)));
    }

    @Command(
            description =
                    "Tells how a replay stands, without an id how the newest do; shows the progress of one at work.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class)
    int status(
            @Mixin ServerOptions server,
            @Parameters(arity = "0..1", paramLabel = "ID", description = "Which replay.") @Nullable String id) {
        ServerCalls calls = server.calls();
        if (id != null) {
            return finish(calls, watched(calls, id));
        }
        calls.get(REPLAYS + "?limit=10").path("items").forEach(replay -> say(line(replay)));
        return 0;
    }

    @Command(
            description = "Compares both again at one position, and lists what differs. Exit code 1 if anything does"
                    + " or could not be compared.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class)
    int compare(@Mixin ServerOptions server, @Parameters(paramLabel = "ID", description = "Which replay.") String id) {
        ServerCalls calls = server.calls();
        calls.post(path(id) + "/comparison", JSON.createObjectNode());
        return finish(calls, watched(calls, id));
    }

    @Command(
            name = "continue",
            description = "Has a replay of a moment of the past go on to the present.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class)
    int goOn(@Mixin ServerOptions server, @Parameters(paramLabel = "ID", description = "Which replay.") String id) {
        ServerCalls calls = server.calls();
        calls.post(path(id) + "/continue", JSON.createObjectNode());
        return finish(calls, watched(calls, id));
    }

    @Command(
            name = "switch",
            description = "Has the models that were made again be read from now on.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class)
    int switchTo(@Mixin ServerOptions server, @Parameters(paramLabel = "ID", description = "Which replay.") String id) {
        return told(server.calls(), id, "switch", "SWITCHED");
    }

    @Command(
            description = "Drops what a replay has made.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class)
    int abandon(@Mixin ServerOptions server, @Parameters(paramLabel = "ID", description = "Which replay.") String id) {
        return told(server.calls(), id, "abandon", "ABANDONED");
    }

    private int told(ServerCalls calls, String id, String wish, String state) {
        calls.post(path(id) + "/" + wish, JSON.createObjectNode());
        JsonNode replay = watched(calls, id);
        say(line(replay));
        return state.equals(replay.path("state").asString()) ? 0 : 1;
    }

    /// Shows its progress until nothing more happens by itself.
    private JsonNode watched(ServerCalls calls, String id) {
        try (ReplayBar bar = new ReplayBar(spec.commandLine().getErr())) {
            JsonNode replay = calls.get(path(id));
            while (replay.has("wish") || !RESTING.contains(replay.path("state").asString())) {
                bar.show(replay);
                Thread.sleep(LOOK);
                replay = calls.get(path(id));
            }
            return replay;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return calls.get(path(id));
        }
    }

    /// Tells how it stands and what differs; the exit code.
    private int finish(ServerCalls calls, JsonNode replay) {
        say(line(replay));
        JsonNode result = calls.get(path(id(replay)) + "/comparison?differing=true&limit=50");
        if (!result.has("comparedAt")) {
            return exitCode(replay, result);
        }
        long left = result.path("notCompared").asLong();
        say("%s compared: %s, %d not compared."
                .formatted(
                        Counted.of(result.path("tables").asLong() - left, "table of a tenant", "tables of tenants"),
                        differing(result.path("differing").asLong()),
                        left));
        result.path("items")
                .forEach(table -> say("  %s of %s: %s, %d and %s, at %s and %s"
                        .formatted(
                                table.path("table").asString(),
                                table.path("tenant").asString(),
                                table.has("differing")
                                        ? differing(table.path("differing").asLong())
                                        : "not compared",
                                table.path("rows").asLong(),
                                Counted.of(table.path("rebuiltRows").asLong(), "row"),
                                table.path("position").asString(),
                                table.path("rebuiltPosition").asString())));
        if (result.path("listed").asLong() > 0) {
            say("  which rows: GET " + path(id(replay)) + "/differences");
        }
        return exitCode(replay, result);
    }

    private static String differing(long rows) {
        return Counted.of(rows, "row differs", "rows differ");
    }

    /// 0 only where nothing differs and nothing is left to compare. A replay that stands in the past cannot be compared
    /// with the present, which is no failure; one that failed or was dropped has nothing that could be trusted.
    static int exitCode(JsonNode replay, JsonNode result) {
        boolean held = replay.path("state").asString().equals("HELD");
        return GONE.contains(replay.path("state").asString())
                        || result.path("differing").asLong(0) > 0
                        || (!held && result.path("notCompared").asLong(0) > 0)
                ? 1
                : 0;
    }

    /// Of one that was abandoned nothing is kept, however far it was.
    static String line(JsonNode replay) {
        JsonNode events = replay.path("events");
        String state = replay.path("state").asString("");
        String trouble = replay.path("trouble").asString("");
        return String.format(
                Locale.ROOT,
                "%s  %s  %s  asked for %s%s",
                id(replay),
                state,
                state.equals("ABANDONED")
                        ? "nothing is kept"
                        : String.format(
                                Locale.ROOT,
                                "%,d of %,d events",
                                events.path("done").asLong(),
                                events.path("total").asLong()),
                replay.path("askedAt").asString(),
                trouble.isEmpty() ? "" : "  (" + trouble + ")");
    }

    private static List<String> names(JsonNode replay) {
        return replay.path("models").valueStream().map(JsonNode::asString).toList();
    }

    private static String id(JsonNode replay) {
        return replay.path("id").asString();
    }

    private String path(String id) {
        if (!id.matches("[A-Za-z0-9-]{1,64}")) {
            throw new ParameterException(spec.commandLine(), "\"" + id + "\" is not the id of a replay");
        }
        return REPLAYS + "/" + id;
    }
}
