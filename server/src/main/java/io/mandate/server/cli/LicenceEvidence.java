package io.mandate.server.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "licence",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "How did the quotas stand at a moment or on a day, and by which events?")
final class LicenceEvidence extends EvidenceQuestion {
    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Moment moment;

    @Override
    PathAndQuery asked() {
        PathAndQuery asked = new PathAndQuery("/licence");
        moment.addTo(asked, this);
        return asked;
    }
}
