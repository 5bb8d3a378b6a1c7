package io.mandate.server.cli;

import io.mandate.server.proof.KeyPlace;
import io.mandate.store.note.VerifierKey;
import io.mandate.store.proof.key.ProofKeys;
import io.mandate.store.proof.key.Succession;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

@Command(
        name = "key",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "The keys that sign checkpoints.",
        subcommands = {KeyCommand.Show.class, KeyCommand.Rotate.class})
final class KeyCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: mandate key show, or mandate key rotate");
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
    static final class Show implements Callable<Integer> {
        @Mixin
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private DataOption data;

        @Unmatched
        private final List<String> settings = new ArrayList<>();

        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private CommandSpec spec;

        @Override
        public Integer call() {
            ProofKeys keys = new KeyPlace(data.folder(), GivenSettings.of(spec, settings)).keys();
            PrintWriter out = spec.commandLine().getOut();
            keys.epochs().forEach(epoch -> out.println(verifier(keys, epoch)));
            out.flush();
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
    static final class Rotate implements Callable<Integer> {
        @Mixin
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private DataOption data;

        @Unmatched
        private final List<String> settings = new ArrayList<>();

        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private CommandSpec spec;

        @Override
        public Integer call() {
            KeyPlace place = new KeyPlace(data.folder(), GivenSettings.of(spec, settings));
            ProofKeys keys = place.keys().rotated();
            PrintWriter out = spec.commandLine().getOut();
            if (place.inEnvironment()) {
                out.println("Give all servers this secret as MANDATE_PROOF_KEY_VALUE and start them again:");
                out.println(keys.written().strip().replace('\n', ','));
            } else {
                place.file().replace(keys);
                out.println("Key " + keys.epoch() + " is in " + place.file().path()
                        + "; start all servers of this store again with that file. Its public half:");
                out.println(verifier(keys, keys.epoch()));
            }
            out.flush();
            return 0;
        }
    }
}
