package io.mandate.store.append;

/// Events were to be written past one of the guards: without the tenant's lock, tenant or actor, or not flushed at
/// the end. That is a mistake in the program, never of the caller; the transaction is rolled back.
public final class UnguardedAppendException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    UnguardedAppendException(String why) {
        super(why);
    }
}
