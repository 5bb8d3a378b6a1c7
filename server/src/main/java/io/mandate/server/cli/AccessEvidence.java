package io.mandate.server.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "access",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Who could do this between two moments, and who granted it?")
final class AccessEvidence extends EvidenceQuestion {
    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Permitted permitted;

    @Option(names = "--user", paramLabel = "ID", description = "Only this user.")
    private @Nullable String user;

    @Option(names = "--creator", paramLabel = "ID", description = "Who created the record, beside what is registered.")
    private @Nullable String creator;

    @Option(names = "--owner", paramLabel = "ID", description = "Who owns it, likewise.")
    private @Nullable String owner;

    @Option(names = "--assignee", paramLabel = "ID", description = "Who it is assigned to; may be repeated.")
    private List<String> assignees = new ArrayList<>();

    @Option(names = "--container", paramLabel = "TYPE:ID", description = "What it is in; may be repeated.")
    private List<String> containers = new ArrayList<>();

    @Option(names = "--attribute", paramLabel = "NAME:VALUE", description = "What it has; may be repeated.")
    private List<String> attributes = new ArrayList<>();

    @Option(
            names = "--masked",
            arity = "1",
            paramLabel = "true|false",
            description = "Only times in which sensitive fields were hidden, or were not.")
    private @Nullable Boolean masked;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Window window;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Paged page;

    @Option(names = "--count", description = "Count all users.")
    private boolean count;

    @Override
    PathAndQuery asked() {
        PathAndQuery asked = new PathAndQuery("/access")
                .and("user", user)
                .and("creator", creator)
                .and("owner", owner)
                .and("masked", masked)
                .and("count", count ? true : null);
        permitted.addTo(asked);
        assignees.forEach(id -> asked.and("assignee", id));
        containers.forEach(container -> asked.and("container", container));
        attributes.forEach(attribute -> asked.and("attribute", attribute));
        window.addTo(asked);
        page.addTo(asked);
        return asked;
    }
}
