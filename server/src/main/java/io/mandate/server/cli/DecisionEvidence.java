package io.mandate.server.cli;

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

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Permitted permitted;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Moment moment;

    @Override
    PathAndQuery asked() {
        PathAndQuery asked = new PathAndQuery("").and("user", user);
        permitted.addTo(asked);
        moment.addTo(asked, this);
        return asked;
    }
}
