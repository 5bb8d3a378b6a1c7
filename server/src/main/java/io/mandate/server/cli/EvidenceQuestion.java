package io.mandate.server.cli;

import io.mandate.server.folder.Private;
import io.mandate.store.startup.StartupRefusedException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// A question about the past whose answer is written to a file with its proofs.
abstract class EvidenceQuestion implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private ServerOptions server;

    @Option(names = "--since", paramLabel = "N", description = "The size of a checkpoint that the pack is to continue.")
    private @Nullable String since;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to write the pack, for you only (default: evidence.json); - for the output.")
    private Path out = Path.of("evidence.json");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /// What is asked: the path behind that of all evidence, and the parameters.
    abstract PathAndQuery asked();

    @Override
    public final Integer call() {
        PathAndQuery asked = asked().and("since", since);
        String pack = server.calls().get("/v1/proofs/evidence" + asked).toString();
        if (out.toString().equals("-")) {
            print(pack);
        } else {
            write(pack);
        }
        tell();
        return 0;
    }

    private static void print(String pack) {
        PrintStream output = System.out;
        output.writeBytes((pack + "\n").getBytes(StandardCharsets.UTF_8));
        if (output.checkError()) {
            throw new StartupRefusedException("the output was closed before all was written");
        }
    }

    /// Names, addresses and reasons are in it as people read them.
    private void write(String pack) {
        try {
            Private.write(out, pack);
        } catch (IOException e) {
            throw new StartupRefusedException(out + " cannot be written; name another file with --out", e);
        }
    }

    /// Beside the output, which may be the pack itself.
    private void tell() {
        if (out.toString().equals("-")) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("Check the answer and its proofs with java docs/verify/VerifyEvidence.java, from a file.");
            err.flush();
        } else {
            Told.say(spec, "The answer and its proofs are in " + out + ". Check them with:");
            Told.say(spec, "java docs/verify/VerifyEvidence.java " + out);
        }
    }

    final ParameterException wrong(String line) {
        return new ParameterException(spec.commandLine(), line);
    }

    /// What could be done.
    static final class Permitted {
        @Option(names = "--node", required = true, paramLabel = "NODE", description = "For example commerce/invoices.")
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private String node;

        @Option(names = "--action", required = true, paramLabel = "ACTION", description = "For example edit.")
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private String action;

        @Option(names = "--record", paramLabel = "ID", description = "One record instead of the resource as a whole.")
        private @Nullable String record;

        void addTo(PathAndQuery asked) {
            asked.and("node", node).and("action", action).and("record", record);
        }
    }

    /// A moment, or now.
    static final class Moment {
        @Option(names = "--at", paramLabel = "TIME", description = "An instant or a day (default: now).")
        private @Nullable String at;

        @Option(names = "--position", paramLabel = "POSITION", description = "A position instead of --at.")
        private @Nullable String position;

        void addTo(PathAndQuery asked, EvidenceQuestion question) {
            if (at != null && position != null) {
                throw question.wrong("give --at or --position, not both");
            }
            asked.and("at", at).and("position", position);
        }
    }

    /// A time, and which page of what is in it.
    static final class Window {
        @Option(names = "--from", paramLabel = "TIME", description = "The beginning of a window (default: the first).")
        private @Nullable String from;

        @Option(names = "--to", paramLabel = "TIME", description = "Its end, not part of it (default: now).")
        private @Nullable String to;

        void addTo(PathAndQuery asked) {
            asked.and("from", from).and("to", to);
        }
    }

    /// A page of what is listed.
    static final class Paged {
        @Option(names = "--limit", paramLabel = "N", description = "How many entries at most (50, up to 500).")
        private @Nullable Integer limit;

        @Option(names = "--after", paramLabel = "NEXT", description = "The \"next\" of the answer before.")
        private @Nullable String after;

        void addTo(PathAndQuery asked) {
            asked.and("limit", limit).and("after", after);
        }
    }
}
