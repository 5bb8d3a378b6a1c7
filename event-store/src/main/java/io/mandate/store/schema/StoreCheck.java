package io.mandate.store.schema;

import io.mandate.store.startup.StartupRefusedException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What must be true of the database session before anything is decided on it. Each breach would not be noticed
/// until history was wrong, so that the process refuses to start instead.
public final class StoreCheck {
    /// What a clock ends with that stands still for a moment, because the sample data is being loaded.
    public static final String DEMO_MARK = " /* demo */";

    private static final int LONGEST_MILLIS = 59_000;

    private final JdbcClient database;

    public StoreCheck(JdbcClient database) {
        this.database = database;
    }

    /// Refuses with [StartupRefusedException].
    ///
    /// @param replacedClock whether `event_time()` may be another than the one that was shipped; for tests only
    public void run(boolean replacedClock) {
        refuseTimeoutsThatAreTooLong();
        refusePowerOverHistory();
        refuseErasedPersons();
        if (!replacedClock) {
            refuseReplacedClock();
        }
    }

    private void refuseTimeoutsThatAreTooLong() {
        for (String name : new String[] {"statement_timeout", "idle_in_transaction_session_timeout"}) {
            int millis = database.sql("select setting::int from pg_settings where name = ?")
                    .param(name)
                    .query(Integer.class)
                    .single();
            if (millis == 0 || millis > LONGEST_MILLIS) {
                throw new StartupRefusedException("Database sessions have " + name + " = " + millis
                        + " ms, and a transaction that hangs would block its tenant that long: use 1 to "
                        + LONGEST_MILLIS + " ms.");
            }
        }
    }

    private void refusePowerOverHistory() {
        for (String table : new String[] {"domain_event", "access_journal"}) {
            boolean powerful = database.sql("""
                            select has_table_privilege(format('mandate.%I', ?::text), 'UPDATE')
                                or has_table_privilege(format('mandate.%I', ?::text), 'DELETE')
                                or has_table_privilege(format('mandate.%I', ?::text), 'TRUNCATE')""")
                    .params(table, table, table)
                    .query(Boolean.class)
                    .single();
            if (powerful) {
                throw new StartupRefusedException("The runtime role may change mandate." + table
                        + ": give mandate.datasource a role that is neither the owner nor a superuser.");
            }
        }
    }

    private void refuseErasedPersons() {
        boolean applied = database.sql("select erasures_applied from mandate.store_identity")
                .query(Boolean.class)
                .single();
        if (!applied) {
            throw new StartupRefusedException(
                    "This store was restored from a backup, and persons who were erased since are in it again: start a"
                            + " command node first, which has the erasure ledger and applies it.");
        }
    }

    private void refuseReplacedClock() {
        String source = database.sql("select prosrc from pg_proc where oid = 'mandate.event_time()'::regprocedure")
                .query(String.class)
                .single();
        if (source.endsWith(DEMO_MARK)) {
            throw new StartupRefusedException("The sample data of this store is not complete, because the server that"
                    + " loaded it was killed: start once with --demo, which loads the rest of it.");
        }
        if (!source.strip().equals("select clock_timestamp()")) {
            throw new StartupRefusedException(
                    "The function mandate.event_time() was replaced, and history would be dated"
                            + " wrongly: restore \"select clock_timestamp()\" in it.");
        }
    }
}
