package io.mandate.server.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "decision",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Could this user do this then, and which events made it so?")
final class DecisionEvidence extends EvidenceQuestion {
    @Option(names = "--user", required = true, paramLabel = "ID", description = "Who.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String user;

    @Option(names = "--node", required = true, paramLabel = "NODE", description = "For example commerce/invoices.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String node;

    @Option(names = "--action", required = true, paramLabel = "ACTION", description = "For example edit.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String action;

    @Option(names = "--record", paramLabel = "ID", description = "One record instead of the resource as a whole.")
    private @Nullable String record;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Moment moment;

    @Override
    PathAndQuery asked() {
        PathAndQuery asked = new PathAndQuery("")
                .and("user", user)
                .and("node", node)
                .and("action", action)
                .and("record", record);
        moment.addTo(asked, this);
        return asked;
    }
}
