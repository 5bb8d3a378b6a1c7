package io.mandate.server.cli;

import io.mandate.events.values.TenantId;
import io.mandate.server.proof.KeyPlace;
import io.mandate.server.proof.OpenStore;
import io.mandate.server.proof.StoreVerification;
import io.mandate.store.note.VerifierKey;
import io.mandate.store.proof.anchor.AnchorFolder;
import io.mandate.store.verify.Finding;
import io.mandate.store.verify.Verified;
import java.io.Console;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.env.PropertyResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        customSynopsis = "mandate verify [--data=DIR] [--tenant=ID] [--trusted=NOTE] [--keys=FILE] [--anchors=DIR]"
                + " [--name=value ...]",
        description = {
            "Reads every event and every row of the access journal and compares them with their hash trees, with",
            "all signed checkpoints and with the anchors. Names the first that is not as it was written.",
            "A running server goes on working meanwhile. Exit code 4 if anything is wrong."
        })
final class VerifyCommand implements Callable<Integer> {
    private static final int WRONG = 4;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private DataOption data;

    @Unmatched
    private final List<String> settings = new ArrayList<>();

    @Option(names = "--tenant", paramLabel = "ID", description = "Only this tenant; may be repeated.")
    private List<String> tenants = new ArrayList<>();

    @Option(
            names = "--trusted",
            paramLabel = "NOTE",
            description = "A checkpoint that you kept: the log must continue it; may be repeated.")
    private List<Path> trusted = new ArrayList<>();

    @Option(
            names = "--keys",
            paramLabel = "FILE",
            description =
                    "The public keys to trust, as mandate key show prints them (default: those of the data folder).")
    private @Nullable Path keys;

    @Option(
            names = "--anchors",
            paramLabel = "DIR",
            description = "The folder of anchors (default: anchors in the data folder).")
    private @Nullable Path anchors;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        LoggingSystem.get(VerifyCommand.class.getClassLoader())
                .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.ERROR);
        PropertyResolver given = GivenSettings.of(spec, settings);
        Map<Integer, VerifierKey> known =
                keys == null ? new KeyPlace(data.folder(), given).trusted() : KeyPlace.trusted(keys);
        try (OpenStore store = OpenStore.open(data.folder(), given)) {
            StoreVerification verification =
                    new StoreVerification(JdbcClient.create(store.source()), known, anchors(given));
            trusted.forEach(verification::trust);
            return verify(verification);
        }
    }

    private AnchorFolder anchors(PropertyResolver given) {
        String configured = given.getProperty("mandate.proofs.anchors.folder");
        Path other = configured == null ? data.folder().resolve("anchors") : Path.of(configured);
        return new AnchorFolder(anchors == null ? other : anchors);
    }

    private int verify(StoreVerification verification) {
        PrintWriter out = spec.commandLine().getOut();
        List<String> wrong = new ArrayList<>(verification.strangeKeys());
        List<TenantId> all = tenants.isEmpty()
                ? verification.tenants()
                : tenants.stream().map(TenantId::new).toList();
        List<Verified> results = new ArrayList<>();
        try (ProgressBar bar = bar(verification.rows())) {
            all.forEach(tenant -> results.add(verification.verify(tenant, bar::stepBy)));
        }
        wrong.forEach(out::println);
        for (Verified result : results) {
            result.findings().forEach(out::println);
            wrong.addAll(result.findings().stream().map(Finding::toString).toList());
            if (result.good()) {
                out.println("tenant " + result.tenant() + ": " + result.events() + " events and " + result.journalRows()
                        + " rows of the access journal are as they were written; " + result.statements()
                        + " checkpoints agree; root " + result.root());
            }
        }
        out.flush();
        return wrong.isEmpty() ? 0 : WRONG;
    }

    /// Drawn where somebody looks.
    private static ProgressBar bar(long rows) {
        var builder = new ProgressBarBuilder()
                .setTaskName("verify")
                .setInitialMax(rows)
                .setUnit(" rows", 1)
                .showSpeed();
        boolean watched =
                Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
        return watched ? builder.build() : builder.setConsumer(new Unwatched()).build();
    }

    private record Unwatched() implements me.tongfei.progressbar.ProgressBarConsumer {
        @Override
        public int getMaxRenderedLength() {
            return 80;
        }

        @Override
        public void accept(String drawn) {}

        @Override
        public void close() {}
    }
}
