package io.mandate.server.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "user",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "What could this user do at a moment, through what, and which events made it so?")
final class UserEvidence extends EvidenceQuestion {
    @Parameters(paramLabel = "ID", description = "Who.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String user;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Moment moment;

    @Override
    PathAndQuery asked() {
        PathAndQuery asked = new PathAndQuery("/users/", user);
        moment.addTo(asked, this);
        return asked;
    }
}
