package io.mandate.store.ledger;

import io.mandate.store.startup.Flag;
import java.nio.file.Path;
import org.springframework.core.env.Environment;

/// What is configured of the ledger.
///
/// @param folder absolute; all command nodes of a store share it
/// @param lost whether files that the store knows may be missing, from this start on
/// @param adopted whether a ledger of another lineage is that of this store, restored from a backup
/// made before it had one
public record LedgerSettings(Path folder, boolean lost, boolean adopted) {
    /// From `mandate.erasures.folder`, by default `erasures` beside the master key, and the two for
    /// once.
    public static LedgerSettings of(Environment settings) {
        String own = settings.getProperty("mandate.erasures.folder", "");
        Path folder = own.isBlank()
                ? Path.of(settings.getProperty("mandate.master-key.file", "data/master.key"))
                        .resolveSibling("erasures")
                : Path.of(own);
        return new LedgerSettings(
                folder.toAbsolutePath(),
                Flag.of(settings, "mandate.erasures.lost"),
                Flag.of(settings, "mandate.erasures.adopt"));
    }
}
