package io.mandate.server.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "own-changes",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "What did people change about themselves between two moments: a profile they had, or their own user?"
        })
final class OwnChangesEvidence extends EvidenceQuestion {
    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Window window;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Paged page;

    @Override
    PathAndQuery asked() {
        PathAndQuery asked = new PathAndQuery("/own-changes");
        window.addTo(asked);
        page.addTo(asked);
        return asked;
    }
}
