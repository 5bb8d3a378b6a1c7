package io.mandate.store.envelope;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Whether the current transaction made keys. What it reads may vanish with it, so that nothing it reads is
/// remembered beyond it: text sealed under a key that was never committed could not be opened again.
final class KeysMadeHere {
    private static final Object MARK = new Object();

    private KeysMadeHere() {}

    static boolean any() {
        return TransactionSynchronizationManager.hasResource(MARK);
    }

    static void mark() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            throw new IllegalStateException("keys are made in the transaction that needs them");
        }
        if (any()) {
            return;
        }
        TransactionSynchronizationManager.bindResource(MARK, true);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void suspend() {
                TransactionSynchronizationManager.unbindResource(MARK);
            }

            @Override
            public void resume() {
                TransactionSynchronizationManager.bindResource(MARK, true);
            }

            @Override
            public void afterCompletion(int status) {
                TransactionSynchronizationManager.unbindResourceIfPossible(MARK);
            }
        });
    }
}
