package io.mandate.server.cli;

import io.mandate.events.problem.Counted;
import io.mandate.events.values.InvalidValueException;
import io.mandate.events.values.TenantId;
import io.mandate.server.export.Exporting;
import io.mandate.server.export.StoreBeans;
import io.mandate.server.export.WholeFile;
import io.mandate.server.proof.OpenStore;
import io.mandate.store.envelope.TransportKey.Secret;
import io.mandate.store.proof.TenantCheckpoint;
import io.mandate.store.proof.anchor.AnchorFolder;
import io.mandate.store.startup.StartupRefusedException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.ConfigurableEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        customSynopsis = "mandate export --to=DIR | --tenant=ID --out=FILE [--keys-out=FILE] [--data=DIR]"
                + " [--passphrase-file=FILE | --key-file=FILE | --without-keys] [--name=value ...]",
        description = {
            "Writes the logs of tenants and their access journals, exactly as they are stored and signed at the end,",
            "one file each, and their keys in a file beside it. That is the backup, and the way to move a tenant:",
            "mandate import reads it. A running server goes on working meanwhile; the export ends at the head that is",
            "there when it begins."
        })
final class ExportCommand extends LocalCommand {
    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private SecretOption secrets;

    @Option(
            names = "--to",
            paramLabel = "DIR",
            description = "Write <tenant>.ndjson and <tenant>.keys into this folder.")
    private @Nullable Path folder;

    @Option(names = "--out", paramLabel = "FILE", description = "Write one tenant into this file; - for the output.")
    private @Nullable Path out;

    @Option(names = "--keys-out", paramLabel = "FILE", description = "Write its keys into this file.")
    private @Nullable Path keysOut;

    @Option(names = "--tenant", paramLabel = "ID", description = "Only this tenant; may be repeated (default: all).")
    private List<String> tenants = new ArrayList<>();

    @Option(names = "--anchors", paramLabel = "DIR", description = "The folder of anchors (default: as the server's).")
    private @Nullable Path anchors;

    @Override
    public Integer call() throws IOException {
        QuietLog.begin();
        Optional<Secret> secret = secrets.secret(spec, true);
        requireOnePlace(secret.isPresent());
        ConfigurableEnvironment settings = settings();
        try (OpenStore store = OpenStore.open(data(), settings);
                StoreBeans beans = new StoreBeans(store.access(), data(), settings)) {
            Exporting exporting = new Exporting(beans, new AnchorFolder(anchors(settings)));
            Collection<TenantId> all = tenants.isEmpty()
                    ? exporting.tenants()
                    : tenants.stream().map(this::tenant).toList();
            for (TenantId tenant : all) {
                export(exporting, tenant, secret);
            }
        }
        return 0;
    }

    private void requireOnePlace(boolean keys) {
        if ((folder == null) == (out == null)) {
            throw wrong("say where to: --to DIR, or --out FILE for one tenant");
        }
        if (out != null && tenants.size() != 1) {
            throw wrong("--out takes one --tenant; for more there is --to DIR");
        }
        if (out != null && keys != (keysOut != null)) {
            throw wrong("with --out the keys go to --keys-out FILE, or stay behind with --without-keys");
        }
    }

    private TenantId tenant(String id) {
        try {
            return new TenantId(id);
        } catch (InvalidValueException _) {
            throw wrong("\"" + id + "\" is not the id of a tenant");
        }
    }

    private ParameterException wrong(String line) {
        return new ParameterException(spec.commandLine(), line);
    }

    private Path anchors(ConfigurableEnvironment settings) {
        String configured = settings.getProperty("mandate.proofs.anchors.folder");
        Path other = configured == null ? data().resolve("anchors") : Path.of(configured);
        return anchors == null ? other : anchors;
    }

    private void export(Exporting exporting, TenantId tenant, Optional<Secret> secret) throws IOException {
        Exporting.Begun begun = exporting.begin(tenant, secret.isPresent());
        Path log = folder == null ? out : folder.resolve(tenant + ".ndjson");
        Path keys = folder == null ? keysOut : folder.resolve(tenant + ".keys");
        TenantCheckpoint written;
        try (RowsBar bar = RowsBar.of("export " + tenant, begun.rows())) {
            written = log(begun, log, bar);
        }
        long count = 0;
        if (secret.isPresent() && keys != null) {
            count = WholeFile.write(keys, stream -> begun.keys(secret.get(), stream));
        }
        tell(written, log, count);
    }

    private static TenantCheckpoint log(Exporting.Begun begun, @Nullable Path log, RowsBar bar) throws IOException {
        if (log == null) {
            throw new StartupRefusedException("there is no place to write to");
        }
        if (log.toString().equals("-")) {
            PrintStream output = System.out;
            TenantCheckpoint written = begun.log(output, bar::step);
            if (output.checkError()) {
                throw new StartupRefusedException("the output was closed before all was written");
            }
            return written;
        }
        return WholeFile.write(log, stream -> begun.log(stream, bar::step));
    }

    /// Beside the output, which may be the export itself.
    private void tell(TenantCheckpoint written, @Nullable Path log, long keys) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("tenant " + written.tenant() + ": " + Counted.of(written.size(), "event") + ", "
                + Counted.of(written.journalSize(), "row") + " of the access journal, " + Counted.of(keys, "key")
                + "; root " + written.root()
                + (log == null || log.toString().equals("-") ? "" : "; " + log));
        err.flush();
    }
}
