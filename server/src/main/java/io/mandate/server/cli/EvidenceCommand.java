package io.mandate.server.cli;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "evidence",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Asks a running server a question about the past and writes the answer with all proofs to a file that",
            "docs/verify/VerifyEvidence.java checks without a server. With --user and nothing that is about times:",
            "could this user do it then (--at, --position)? Otherwise: who could, between two moments?",
            "The token is read from the environment variable MANDATE_TOKEN or from --token-file."
        })
final class EvidenceCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private ServerOptions server;

    @Option(names = "--node", required = true, paramLabel = "NODE", description = "For example commerce/invoices.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String node;

    @Option(names = "--action", required = true, paramLabel = "ACTION", description = "For example edit.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String action;

    @Option(names = "--user", paramLabel = "ID", description = "Only this user.")
    private @Nullable String user;

    @Option(names = "--record", paramLabel = "ID", description = "One record instead of the resource as a whole.")
    private @Nullable String record;

    @Option(names = "--at", paramLabel = "TIME", description = "An instant or a day.")
    private @Nullable String at;

    @Option(names = "--position", paramLabel = "POSITION", description = "A position instead of --at.")
    private @Nullable String position;

    @Option(names = "--creator", paramLabel = "ID", description = "Who created the record, beside what is registered.")
    private @Nullable String creator;

    @Option(names = "--owner", paramLabel = "ID", description = "Who owns it, likewise.")
    private @Nullable String owner;

    @Option(names = "--assignee", paramLabel = "ID", description = "Who it is assigned to; may be repeated.")
    private List<String> assignees = new ArrayList<>();

    @Option(names = "--container", paramLabel = "TYPE:ID", description = "What it is in; may be repeated.")
    private List<String> containers = new ArrayList<>();

    @Option(names = "--attribute", paramLabel = "NAME:VALUE", description = "What it has; may be repeated.")
    private List<String> attributes = new ArrayList<>();

    @Option(
            names = "--masked",
            arity = "1",
            paramLabel = "true|false",
            description = "Only times in which sensitive fields were hidden, or were not.")
    private @Nullable Boolean masked;

    @Option(names = "--from", paramLabel = "TIME", description = "The beginning of a window.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Its end, not part of it.")
    private @Nullable String to;

    @Option(names = "--limit", paramLabel = "N", description = "How many users at most (50, up to 500).")
    private @Nullable Integer limit;

    @Option(names = "--after", paramLabel = "NEXT", description = "The \"next\" of the answer before.")
    private @Nullable String after;

    @Option(names = "--count", description = "Count all users.")
    private boolean count;

    @Option(names = "--since", paramLabel = "N", description = "The size of a checkpoint that the pack is to continue.")
    private @Nullable String since;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write the pack (default: evidence.json).")
    private Path out = Path.of("evidence.json");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        String ofTimes = ofTimes().query();
        boolean decision = user != null && ofTimes.isEmpty();
        if (!decision && (at != null || position != null)) {
            throw new ParameterException(
                    spec.commandLine(), "--at and --position are about one --user; a window has --from and --to");
        }
        Parameters asked = new Parameters()
                .and("node", node)
                .and("action", action)
                .and("user", user)
                .and("record", record)
                .and("at", at)
                .and("position", position)
                .and("since", since);
        String path = decision
                ? "/v1/proofs/evidence?" + asked.query()
                : "/v1/proofs/evidence/access?" + asked.query() + (ofTimes.isEmpty() ? "" : "&" + ofTimes);
        Files.writeString(out, server.calls().get(path).toString());
        Told.say(spec, "The answer and its proofs are in " + out + ". Check them with:");
        Told.say(spec, "java docs/verify/VerifyEvidence.java " + out);
        return 0;
    }

    /// What only the report about times takes.
    private Parameters ofTimes() {
        Parameters times = new Parameters()
                .and("creator", creator)
                .and("owner", owner)
                .and("masked", masked)
                .and("from", from)
                .and("to", to)
                .and("limit", limit)
                .and("after", after)
                .and("count", count ? true : null);
        assignees.forEach(id -> times.and("assignee", id));
        containers.forEach(container -> times.and("container", container));
        attributes.forEach(attribute -> times.and("attribute", attribute));
        return times;
    }

    /// Parameters of a URL; what is null is not asked.
    private static final class Parameters {
        private final List<String> written = new ArrayList<>();

        Parameters and(String name, @Nullable Object value) {
            if (value != null) {
                written.add(name + "=" + URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
            }
            return this;
        }

        String query() {
            return String.join("&", written);
        }
    }
}
