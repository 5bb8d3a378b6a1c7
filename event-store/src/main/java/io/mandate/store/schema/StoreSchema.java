package io.mandate.store.schema;

import io.mandate.store.startup.StartupRefusedException;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Brings the schema `mandate` of a database to what this version of the program needs, and sees to it that a
/// restored database is not taken for the one it was copied from.
public final class StoreSchema {
    /// The schema that all tables live in.
    public static final String NAME = "mandate";

    /// Run on every new connection of the runtime role. A transaction that hangs holds its tenant's lock, so that
    /// it is ended long before a person gives up; [StoreCheck] refuses to start without these.
    public static final String SESSION =
            "set statement_timeout = '20s'; set idle_in_transaction_session_timeout = '10s'; set timezone = 'UTC'";

    private static final int OLDEST_POSTGRES = 15;

    private static final Logger LOG = LoggerFactory.getLogger(StoreSchema.class);

    private StoreSchema() {}

    /// Migrates with all scripts on the class path, as the owner, and grants the runtime role what it needs.
    /// Several nodes may do so at the same time. A database that is too old or holds something else is refused with
    /// [StartupRefusedException].
    ///
    /// @param runtimeRole the name of an existing role, without quotes
    public static void migrate(DataSource owner, String runtimeRole) {
        JdbcClient database = JdbcClient.create(owner);
        refuseOldPostgres(database);
        try {
            scripts(owner)
                    .createSchemas(true)
                    .placeholders(Map.of("runtime_role", runtimeRole))
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new StartupRefusedException(
                    "The schema \"" + NAME + "\" of this database cannot be brought to this version: " + firstLine(e)
                            + " Use an empty database, or the version of Mandate that made it.",
                    e);
        }
        renewIdentityAfterRestore(database);
    }

    /// What a node without the owner's credential does instead of [#migrate]: it looks whether another one has done
    /// it, also since a restore. Refused with [StartupRefusedException] if not.
    public static void requireMigrated(DataSource runtime) {
        JdbcClient database = JdbcClient.create(runtime);
        refuseOldPostgres(database);
        if (!migrated(runtime)) {
            throw new StartupRefusedException("The schema \"" + NAME + "\" of this database is older than this version"
                    + " needs, and this node has not the owner's credential to change it: start a command node of this"
                    + " version first.");
        }
        if (!identityIsItsOwn(database)) {
            throw new StartupRefusedException(
                    "This store was restored from a backup, and no command node has looked at it since: start one first,"
                            + " which has the erasure ledger and applies it.");
        }
    }

    /// Who may not read what was migrated looks at a schema from before it was granted.
    private static boolean migrated(DataSource runtime) {
        try {
            return scripts(runtime).load().info().pending().length == 0;
        } catch (FlywayException e) {
            LOG.debug("The history of the schema cannot be read", e);
            return false;
        }
    }

    private static FluentConfiguration scripts(DataSource database) {
        return Flyway.configure()
                .dataSource(database)
                .schemas(NAME)
                .defaultSchema(NAME)
                .locations("classpath:db/migration")
                .failOnMissingLocations(true);
    }

    /// Gives the store a new id: positions given out so far are refused from now on. For a restore
    /// that cannot be noticed, such as an older copy of the data folder put back before anything
    /// was erased. Nodes that run keep the old id until they are restarted; none starts before a
    /// command node has applied the erasure ledger.
    public static String renewIdentity(DataSource owner) {
        return renewIdentity(JdbcClient.create(owner));
    }

    private static void refuseOldPostgres(JdbcClient database) {
        refuseOldPostgres(database.sql("select current_setting('server_version_num')::int / 10000")
                .query(Integer.class)
                .single());
    }

    /// @param version of the server, such as 18
    static void refuseOldPostgres(int version) {
        if (version < OLDEST_POSTGRES) {
            throw new StartupRefusedException("This is PostgreSQL " + version + ", and Mandate needs " + OLDEST_POSTGRES
                    + " or newer: upgrade the database or point mandate.datasource.url to another one.");
        }
    }

    private static void renewIdentityAfterRestore(JdbcClient database) {
        if (!identityIsItsOwn(database)) {
            renewIdentity(database);
        }
    }

    private static boolean identityIsItsOwn(JdbcClient database) {
        return database.sql("select count(*) from mandate.store_identity where origin = ?")
                        .param(origin(database))
                        .query(Long.class)
                        .single()
                > 0;
    }

    private static String renewIdentity(JdbcClient database) {
        String id = newId();
        database.sql("""
                        insert into mandate.store_identity (store_id, origin) values (?, ?)
                        on conflict (one) do update set store_id = excluded.store_id, origin = excluded.origin,
                          since = clock_timestamp(), erasures_applied = false""").params(id, origin(database)).update();
        return id;
    }

    /// A copy restored by a dump is another database, one restored from a base backup is on another timeline.
    private static String origin(JdbcClient database) {
        return database.sql("""
                        select s.system_identifier || '/' || d.oid || '/' || c.timeline_id
                        from pg_control_system() s, pg_control_checkpoint() c, pg_database d
                        where d.datname = current_database()""").query(String.class).single();
    }

    private static String newId() {
        byte[] random = new byte[5];
        new SecureRandom().nextBytes(random);
        return String.format(Locale.ROOT, "%010x", new java.math.BigInteger(1, random));
    }

    private static String firstLine(FlywayException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("") + ".";
    }
}
