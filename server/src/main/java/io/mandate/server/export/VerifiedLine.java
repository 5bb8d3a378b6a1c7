package io.mandate.server.export;

import io.mandate.events.problem.Counted;
import io.mandate.store.verify.Verified;

/// What the command line says of a log that is whole.
public final class VerifiedLine {
    private VerifiedLine() {}

    /// Of one that was compared with what was signed about it.
    public static String written(Verified log) {
        return read(log, "written") + "; " + Counted.of(log.statements(), "checkpoint agrees", "checkpoints agree")
                + "; root " + log.root();
    }

    /// Of one that was taken into a store.
    public static String exported(Verified log) {
        return read(log, "exported") + "; root " + log.root();
    }

    private static String read(Verified log, String how) {
        return "tenant " + log.tenant() + ": " + Counted.of(log.events(), "event") + " and "
                + Counted.of(log.journalRows(), "row") + " of the access journal are as they were " + how;
    }
}
