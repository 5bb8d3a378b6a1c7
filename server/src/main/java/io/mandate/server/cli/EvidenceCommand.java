package io.mandate.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
            "docs/verify/VerifyEvidence.java checks without a server. With --user and without --from and --to:",
            "could this user do it then (--at)? Otherwise: who could, between two moments?",
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

    @Option(names = "--from", paramLabel = "TIME", description = "The beginning of a window.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Its end, not part of it.")
    private @Nullable String to;

    @Option(names = "--since", paramLabel = "N", description = "The size of a checkpoint that the pack is to continue.")
    private @Nullable String since;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write the pack (default: evidence.json).")
    private Path out = Path.of("evidence.json");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        boolean decision = user != null && from == null && to == null;
        if (!decision && at != null) {
            throw new ParameterException(spec.commandLine(), "--at is about one --user; a window has --from and --to");
        }
        String path = decision ? "/v1/proofs/evidence?" : "/v1/proofs/evidence/access?";
        Files.writeString(out, server.calls().get(path + query()).toString());
        PrintWriter screen = spec.commandLine().getOut();
        screen.println("The answer and its proofs are in " + out + ". Check them with:");
        screen.println("java docs/verify/VerifyEvidence.java " + out);
        screen.flush();
        return 0;
    }

    private String query() {
        Map<String, @Nullable String> parameters = new LinkedHashMap<>();
        parameters.put("node", node);
        parameters.put("action", action);
        parameters.put("user", user);
        parameters.put("record", record);
        parameters.put("at", at);
        parameters.put("from", from);
        parameters.put("to", to);
        parameters.put("since", since);
        return parameters.entrySet().stream()
                .filter(parameter -> parameter.getValue() != null)
                .map(parameter -> parameter.getKey() + "="
                        + URLEncoder.encode(String.valueOf(parameter.getValue()), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
