package io.mandate.store.proof.key;

import io.mandate.store.note.SigningKey;
import io.mandate.store.note.VerifierKey;
import io.mandate.store.startup.StartupRefusedException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Finds the keys of this store when the process starts, makes the first one for a new store, lets a new one follow,
/// and refuses all others: nodes that sign with different keys would make proofs that contradict each other.
final class ProofKeySetup {
    private final JdbcClient database;

    ProofKeySetup(JdbcClient database) {
        this.database = database;
    }

    /// @param value the written form from the environment; it wins over the file
    /// @param lost whether a new key may follow one whose secret is lost, without its signature
    ProofKeys open(Optional<String> value, ProofKeyFile file, boolean lost) {
        ProofKeys keys = value.map(written -> ProofKeyFile.parse(written, "the environment"))
                .or(file::read)
                .orElseGet(() -> newKeys(file));
        refuseOthers(keys);
        for (int epoch : keys.epochs().tailSet(known().keySet().stream().reduce(0, Math::max), false)) {
            enter(keys, epoch, lost);
        }
        // Another node may have entered another one at the same time.
        refuseOthers(keys);
        return keys;
    }

    private ProofKeys newKeys(ProofKeyFile file) {
        if (!known().isEmpty()) {
            throw new StartupRefusedException(
                    "The proof key is missing, and this store has checkpoints signed with it: put it back to "
                            + file.path() + " or set MANDATE_PROOF_KEY_VALUE.");
        }
        return file.create(ProofKeys.first());
    }

    private void refuseOthers(ProofKeys keys) {
        known().forEach((epoch, key) -> {
            VerifierKey ours = keys.verifier(epoch, Succession.NAME);
            if (ours != null && !ours.equals(key)) {
                throw new StartupRefusedException(
                        "The proof key is not the one this store was used with: put that one back (with several nodes,"
                                + " all use the key that the first one made).");
            }
            if (ours == null && epoch > keys.epoch()) {
                throw new StartupRefusedException("Epoch " + epoch
                        + " of the proof key is missing, and this store is signed with it: add its line again.");
            }
        });
    }

    private void enter(ProofKeys keys, int epoch, boolean lost) {
        @Nullable String succession = null;
        if (epoch > 1) {
            SigningKey before = keys.signing(epoch - 1);
            SigningKey next = keys.signing(epoch);
            if (before != null && next != null) {
                succession = Succession.sign(epoch, before, next).toString();
            } else if (!lost) {
                throw new StartupRefusedException("Epoch " + epoch + " of the proof key cannot follow epoch "
                        + (epoch - 1)
                        + ", which must sign that: add the secret of both. If it is lost for good, start once with"
                        + " --mandate.proof-key.lost=true; verifiers must then be told the new key.");
            }
        }
        database.sql(
                        "insert into mandate.proof_key (epoch, public_key, succession) values (?, ?, ?) on conflict do nothing")
                .param(epoch)
                .param(String.valueOf(keys.verifier(epoch, Succession.NAME)))
                .param(succession)
                .update();
    }

    private Map<Integer, VerifierKey> known() {
        Map<Integer, VerifierKey> known = new TreeMap<>();
        database.sql("select epoch, public_key from mandate.proof_key").query((java.sql.ResultSet row) -> {
            known.put(row.getInt(1), VerifierKey.parse(row.getString(2)));
        });
        return known;
    }
}
