package io.mandate.store.ledger;

import java.io.IOException;
import java.nio.file.Path;

/// Says whether a file of the ledger can be taken by a process of its own.
final class OtherProcess {
    private OtherProcess() {}

    public static void main(String[] arguments) throws IOException {
        System.out.println(LedgerLock.of(Path.of(arguments[0])).isPresent());
    }
}
