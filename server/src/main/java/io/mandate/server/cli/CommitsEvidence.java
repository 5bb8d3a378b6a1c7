package io.mandate.server.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "commits",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Which commits has this change set: one of a save, several of a long job?")
final class CommitsEvidence extends EvidenceQuestion {
    @Parameters(paramLabel = "CHANGE-SET", description = "As events and the audit trail name it.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String changeSet;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Paged page;

    @Override
    PathAndQuery asked() {
        PathAndQuery asked = new PathAndQuery("/commits").and("changeSet", changeSet);
        page.addTo(asked);
        return asked;
    }
}
