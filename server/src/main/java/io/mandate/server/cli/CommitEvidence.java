package io.mandate.server.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "commit",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Which users did this commit affect, and how? All its events are proved.")
final class CommitEvidence extends EvidenceQuestion {
    @Parameters(paramLabel = "POSITION", description = "The position of any of its events.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String position;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Paged page;

    @Override
    PathAndQuery asked() {
        PathAndQuery asked = new PathAndQuery("/commits/", position);
        page.addTo(asked);
        return asked;
    }
}
