package io.mandate.server.embedded;

/// The database of this process, for as long as the process lives.
public interface Database extends AutoCloseable {
    /// Waits until the database accepts connections and tells how to reach it. Refused with
    /// [io.mandate.store.startup.StartupRefusedException] if it cannot be used.
    DatabaseAccess access();

    /// Stops what was started for this process; a database of the operator keeps running. Closing twice is harmless.
    @Override
    void close();
}
