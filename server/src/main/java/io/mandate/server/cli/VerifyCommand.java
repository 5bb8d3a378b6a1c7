package io.mandate.server.cli;

import io.mandate.events.values.TenantId;
import io.mandate.server.export.FileVerification;
import io.mandate.server.export.VerifiedLine;
import io.mandate.server.proof.KeyPlace;
import io.mandate.server.proof.OpenStore;
import io.mandate.server.proof.StoreVerification;
import io.mandate.server.proof.TrustedNotes;
import io.mandate.store.note.VerifierKey;
import io.mandate.store.proof.anchor.AnchorFolder;
import io.mandate.store.startup.StartupRefusedException;
import io.mandate.store.verify.Finding;
import io.mandate.store.verify.Verified;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.PropertyResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        customSynopsis = "mandate verify [--data=DIR] [--tenant=ID] [--trusted=NOTE] [--keys=FILE] [--anchors=DIR]"
                + " [--export=FILE ...] [--name=value ...]",
        description = {
            "Reads every event and every row of the access journal and compares them with their hash trees, with",
            "all signed checkpoints and with the anchors. Names the first that is not as it was written.",
            "A running server goes on working meanwhile. Exit code 4 if anything is wrong.",
            "With --export it reads files that mandate export wrote, and needs neither store nor server."
        })
final class VerifyCommand extends LocalCommand {
    private static final int WRONG = 4;

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

    @Option(
            names = "--export",
            paramLabel = "FILE",
            description = "Verify this exported file instead of a store; may be repeated.")
    private List<Path> exports = new ArrayList<>();

    @Override
    public Integer call() {
        QuietLog.begin();
        PropertyResolver given = settings();
        Map<Integer, VerifierKey> known = keys == null ? new KeyPlace(data(), given).trusted() : KeyPlace.trusted(keys);
        TrustedNotes kept = TrustedNotes.in(trusted);
        if (!exports.isEmpty()) {
            requireOfStoresOnly("--tenant", !tenants.isEmpty());
            requireOfStoresOnly("--anchors", anchors != null);
            return verify(new FileVerification(known, kept));
        }
        try (OpenStore store = OpenStore.open(data(), given)) {
            return verify(new StoreVerification(JdbcClient.create(store.source()), known, anchors(given), kept));
        }
    }

    private int verify(FileVerification verification) {
        boolean good = true;
        for (Path file : exports) {
            try (RowsBar bar = RowsBar.of("verify", 0)) {
                good &= verification.verify(file, spec.commandLine().getOut(), bar::step);
            }
        }
        verification.requireAllTrustedCompared();
        return good ? 0 : WRONG;
    }

    private void requireOfStoresOnly(String option, boolean given) {
        if (given) {
            throw new ParameterException(
                    spec.commandLine(),
                    option + " is for verifying a store; with --export, give checkpoints that you kept by --trusted.");
        }
    }

    private AnchorFolder anchors(PropertyResolver given) {
        String configured = given.getProperty("mandate.proofs.anchors.folder");
        Path usual = configured == null ? data().resolve("anchors") : Path.of(configured);
        if (anchors != null && !Files.isDirectory(anchors)) {
            throw new StartupRefusedException("There is no folder " + anchors + ", which --anchors names.");
        }
        if (anchors == null && !Files.isDirectory(usual)) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "There is no folder of anchors at " + usual + ": without them, and without --trusted, a log"
                                    + " that was cut off together with its tree looks whole. Name one by --anchors.");
        }
        return new AnchorFolder(anchors == null ? usual : anchors);
    }

    private List<TenantId> chosen(StoreVerification verification) {
        Set<TenantId> known = new LinkedHashSet<>(verification.tenants());
        if (tenants.isEmpty()) {
            return List.copyOf(known);
        }
        List<TenantId> asked = tenants.stream().map(TenantId::new).toList();
        asked.stream().filter(tenant -> !known.contains(tenant)).findFirst().ifPresent(tenant -> {
            throw new StartupRefusedException("This store has no tenant " + tenant + ", and no anchor of it.");
        });
        verification.trusted().stream()
                .filter(tenant -> !asked.contains(tenant))
                .findFirst()
                .ifPresent(tenant -> {
                    throw new StartupRefusedException("A checkpoint that --trusted names is of tenant " + tenant
                            + ", which --tenant leaves out.");
                });
        return asked;
    }

    private int verify(StoreVerification verification) {
        PrintWriter out = spec.commandLine().getOut();
        List<String> wrong = new ArrayList<>(verification.strangeKeys());
        List<TenantId> all = chosen(verification);
        List<Verified> results = new ArrayList<>();
        try (RowsBar bar = RowsBar.of("verify", verification.rows())) {
            all.forEach(tenant -> results.add(verification.verify(tenant, bar::step)));
        }
        wrong.forEach(out::println);
        for (Verified result : results) {
            result.findings().forEach(out::println);
            wrong.addAll(result.findings().stream().map(Finding::toString).toList());
            if (result.good()) {
                out.println(VerifiedLine.written(result));
            }
        }
        out.flush();
        return wrong.isEmpty() ? 0 : WRONG;
    }
}
