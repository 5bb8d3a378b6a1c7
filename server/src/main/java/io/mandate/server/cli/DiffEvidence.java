package io.mandate.server.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "What changed between two moments, in permissions: for all users, for one, or of what one profile gives?",
            "Every event in between is proved, 5,000 at most."
        })
final class DiffEvidence extends EvidenceQuestion {
    @Option(
            names = "--from",
            required = true,
            paramLabel = "TIME|POSITION",
            description = "The earlier moment: an instant, a day or a position.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String from;

    @Option(names = "--to", paramLabel = "TIME|POSITION", description = "The later one, likewise (default: now).")
    private @Nullable String to;

    @Option(names = "--user", paramLabel = "ID", description = "Only this user.")
    private @Nullable String user;

    @Option(names = "--profile", paramLabel = "ID", description = "Only what this profile gives.")
    private @Nullable String profile;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Paged page;

    @Override
    PathAndQuery asked() {
        if (user != null && profile != null) {
            throw wrong("give --user or --profile, not both");
        }
        PathAndQuery asked = new PathAndQuery("/diff")
                .and("from", from)
                .and("to", to)
                .and("user", user)
                .and("profile", profile);
        page.addTo(asked);
        return asked;
    }
}
