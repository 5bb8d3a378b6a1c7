package io.mandate.server.cli;

import io.mandate.server.export.ImportFiles;
import io.mandate.server.export.Importing;
import io.mandate.server.export.StoreBeans;
import io.mandate.server.export.VerifiedLine;
import io.mandate.server.proof.KeyPlace;
import io.mandate.server.proof.OpenStore;
import io.mandate.server.proof.TrustedNotes;
import io.mandate.store.export.ErasedThere;
import io.mandate.store.export.ErasedThere.Known;
import io.mandate.store.export.ErasedThere.KnownHere;
import io.mandate.store.export.ErasedThere.None;
import io.mandate.store.export.LogImport.Source;
import io.mandate.store.export.LogImport.Taken;
import io.mandate.store.ledger.CopiedLedger;
import io.mandate.store.note.VerifierKey;
import io.mandate.store.startup.StartupRefusedException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.ConfigurableEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        customSynopsis = "mandate import [--data=DIR] [--keys=FILE | --own-keys] [--add]"
                + " [--passphrase-file=FILE | --key-file=FILE | --without-keys]"
                + " [--erasures=DIR | --nothing-was-erased] [--name=value ...] FILE|DIR ...",
        description = {
            "Takes what mandate export wrote into an empty store, which is made if it is not there: all of it, or",
            "nothing. Every file is verified before, and the store afterwards. Positions, times, ids and bytes stay as",
            "they were; the store has an id of its own, and refuses positions of the one that was exported.",
            "This is how a backup is restored and how a tenant moves.",
            "Whoever was erased in the other store since the files were written must not come back: it takes that store's",
            "erasure ledger, or your word that nobody was."
        })
final class ImportCommand extends LocalCommand {
    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private SecretOption secrets;

    @Parameters(paramLabel = "FILE|DIR", arity = "1..*", description = "Exported files, or folders with such.")
    private List<Path> given = new ArrayList<>();

    @Option(
            names = "--sealed-keys",
            paramLabel = "FILE",
            description = "The file of keys of the only export (default: beside it, with the ending .keys).")
    private @Nullable Path sealedKeys;

    @Option(
            names = "--keys",
            paramLabel = "FILE",
            description = "The public keys to trust, as mandate key show printed them (default: the proof key in the"
                    + " data folder, if it is there).")
    private @Nullable Path keys;

    @Option(
            names = "--own-keys",
            description = "Believe the public keys that the files themselves name: then they prove that they are whole,"
                    + " and not who wrote them.")
    private boolean ownKeys;

    @Option(
            names = "--trusted",
            paramLabel = "NOTE",
            description = "A checkpoint that you kept: the log must continue it; may be repeated.")
    private List<Path> trusted = new ArrayList<>();

    @Option(names = "--add", description = "The store may have other tenants already.")
    private boolean add;

    @Option(
            names = "--erasures",
            paramLabel = "DIR",
            description =
                    "The erasure ledger of the store that the files come from, in its newest copy: whoever was"
                            + " erased there since is erased here, too. Not needed for an empty store where it lies in its place already.")
    private @Nullable Path erasures;

    @Option(
            names = "--nothing-was-erased",
            description = "Instead of it, you state: since the files were written, nobody was deleted in that store, no"
                    + " reason was redacted and no tenant ended. If that is wrong, whoever was erased can be read here"
                    + " again, and can act again. What you stated is kept in the access journal.")
    private boolean nothingErased;

    @Override
    public Integer call() {
        QuietLog.begin();
        ConfigurableEnvironment environment = settings();
        List<Path> files = ImportFiles.in(given);
        if (files.isEmpty() || (sealedKeys != null && files.size() > 1)) {
            throw new ParameterException(
                    spec.commandLine(),
                    files.isEmpty()
                            ? "there is no file that ends with .ndjson"
                            : "--sealed-keys is for one file; those of more lie beside them");
        }
        ErasedThere there = there();
        ImportFiles reading = new ImportFiles(
                secrets.secret(spec, false), sealedKeys, believed(environment), TrustedNotes.in(trusted));
        List<Source> sources = new ArrayList<>();
        for (Path file : files) {
            try (RowsBar bar = RowsBar.of("read " + file.getFileName(), 0)) {
                sources.add(reading.read(file, bar::step));
            }
        }
        try (OpenStore store = OpenStore.make(data(), environment);
                StoreBeans beans = new StoreBeans(store.access(), data(), environment)) {
            long rows =
                    sources.stream().mapToLong(source -> source.file().rows()).sum();
            try (RowsBar bar = RowsBar.of("import", 2 * rows)) {
                tell(new Importing(beans).take(sources, add, there, bar::step));
            }
        }
        return 0;
    }

    private ErasedThere there() {
        if (erasures == null) {
            return nothingErased ? new None() : new KnownHere();
        }
        if (nothingErased) {
            throw new ParameterException(
                    spec.commandLine(), "say one of --erasures DIR and --nothing-was-erased: the ledger tells");
        }
        try {
            return new Known(CopiedLedger.read(erasures));
        } catch (StartupRefusedException e) {
            throw new StartupRefusedException("Nothing was imported. " + e.getMessage(), e);
        }
    }

    private Optional<Map<Integer, VerifierKey>> believed(ConfigurableEnvironment environment) {
        if (ownKeys) {
            return Optional.empty();
        }
        if (keys != null) {
            return Optional.of(KeyPlace.trusted(keys));
        }
        KeyPlace place = new KeyPlace(data(), environment);
        if (!place.inEnvironment() && !Files.exists(place.file().path())) {
            throw new ParameterException(
                    spec.commandLine(),
                    "say whose signature you trust: --keys FILE with what mandate key show printed, or --own-keys");
        }
        return Optional.of(place.trusted());
    }

    private void tell(List<Taken> all) {
        PrintWriter out = spec.commandLine().getOut();
        for (Taken taken : all) {
            out.println(VerifiedLine.exported(taken.verified())
                    + (taken.erased() == 0 ? "" : "; keys destroyed since, and here as well: " + taken.erased()));
        }
        out.flush();
    }
}
