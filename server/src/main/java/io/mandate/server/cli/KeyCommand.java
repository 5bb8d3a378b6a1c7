package io.mandate.server.cli;

import io.mandate.server.proof.KeyPlace;
import io.mandate.store.note.VerifierKey;
import io.mandate.store.proof.key.ProofKeys;
import io.mandate.store.proof.key.Succession;
import java.util.Objects;
import picocli.CommandLine.Command;

@Command(
        name = "key",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "The keys that sign checkpoints.",
        subcommands = {KeyCommand.Show.class, KeyCommand.Rotate.class})
final class KeyCommand extends CommandOfCommands {
    KeyCommand() {
        super("mandate key show");
    }

    private static VerifierKey verifier(ProofKeys keys, int epoch) {
        return Objects.requireNonNull(keys.verifier(epoch, Succession.NAME), "an epoch of its own");
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            description = {
                "Prints the public keys, oldest first: what mandate verify --keys takes. Give them to auditors in a",
                "way that does not lead through this store."
            })
    static final class Show extends LocalCommand {
        @Override
        public Integer call() {
            ProofKeys keys = new KeyPlace(data(), settings()).keys();
            keys.epochs().forEach(epoch -> say(verifier(keys, epoch)));
            return 0;
        }
    }

    @Command(
            name = "rotate",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            description = {
                "Makes a new key. It comes into force when the servers are started again with it: the old one then signs",
                "that it hands over. What was signed with older keys stays valid."
            })
    static final class Rotate extends LocalCommand {
        @Override
        public Integer call() {
            KeyPlace place = new KeyPlace(data(), settings());
            ProofKeys keys = place.keys().rotated();
            if (place.inEnvironment()) {
                say("Give all servers this secret as MANDATE_PROOF_KEY_VALUE and start them again:");
                say(keys.written().strip().replace('\n', ','));
            } else {
                place.file().replace(keys);
                say("Key " + keys.epoch() + " is in " + place.file().path()
                        + "; start all servers of this store again with that file. Its public half:");
                say(verifier(keys, keys.epoch()));
            }
            return 0;
        }
    }
}
