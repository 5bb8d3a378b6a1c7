package io.mandate.server.proof;

import io.mandate.store.note.NotANoteException;
import io.mandate.store.note.VerifierKey;
import io.mandate.store.proof.key.ProofKeyFile;
import io.mandate.store.proof.key.ProofKeys;
import io.mandate.store.startup.StartupRefusedException;
import io.mandate.store.verify.LogVerification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.env.PropertyResolver;

/// Where the keys of a store are: in the environment, or in a file, by default beside the master key, where a
/// server has them. That is the data folder unless the settings put the master key elsewhere.
public record KeyPlace(Path data, PropertyResolver settings) {
    /// The file, whether it is there or not.
    public ProofKeyFile file() {
        String own = settings.getProperty("mandate.proof-key.file");
        return new ProofKeyFile(own == null ? masterKey().resolveSibling(ProofKeyFile.NAME) : Path.of(own));
    }

    private Path masterKey() {
        String own = settings.getProperty("mandate.master-key.file");
        return own == null ? data.resolve("master.key") : Path.of(own);
    }

    /// Whether the environment holds the keys, which then win over the file.
    public boolean inEnvironment() {
        return !settings.getProperty("mandate.proof-key.value", "").isBlank();
    }

    /// The keys; refused with [StartupRefusedException] where there are none.
    public ProofKeys keys() {
        if (inEnvironment()) {
            try {
                return ProofKeys.parse(settings.getProperty("mandate.proof-key.value", ""));
            } catch (IllegalArgumentException e) {
                throw new StartupRefusedException("The proof key in the environment is not one: " + e.getMessage(), e);
            }
        }
        return file().read()
                .orElseThrow(() -> new StartupRefusedException(
                        "there is no proof key in " + file().path() + "; name its folder with --data DIR"));
    }

    /// The public keys of this store, by their epoch.
    public Map<Integer, VerifierKey> trusted() {
        return LogVerification.trusted(keys());
    }

    /// Public keys from a file, one a line, oldest first, as `mandate key show` prints them.
    public static Map<Integer, VerifierKey> trusted(Path file) {
        try {
            Map<Integer, VerifierKey> keys = new TreeMap<>();
            Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank())
                    .map(VerifierKey::parse)
                    .forEach(key -> keys.put(keys.size() + 1, key));
            return keys;
        } catch (IOException e) {
            throw new StartupRefusedException("cannot read the keys " + file, e);
        } catch (NotANoteException e) {
            throw new StartupRefusedException(file + " holds no public keys: " + e.getMessage(), e);
        }
    }
}
