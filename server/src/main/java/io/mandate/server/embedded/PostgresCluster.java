package io.mandate.server.embedded;

import io.mandate.store.startup.StartupRefusedException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/// The running embedded server on its files.
///
/// The library that brings the binaries is made for tests: on its own it switches `fsync` off and lets everybody in
/// without a password. Both are undone here, and the postmaster gets the time that a real shutdown or a crash
/// recovery needs.
final class PostgresCluster implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresCluster.class);
    private static final String DATABASE = "mandate";
    private static final Duration RECOVERY = Duration.ofMinutes(10);
    private static final Duration SHUTDOWN = Duration.ofMinutes(2);

    private final Path cluster;
    private final EmbeddedPostgres postgres;
    private final DatabaseAccess access;

    private PostgresCluster(Path cluster, EmbeddedPostgres postgres, DatabaseAccess access) {
        this.cluster = cluster;
        this.postgres = postgres;
        this.access = access;
    }

    static PostgresCluster start(Path folder) throws IOException, SQLException {
        Files.createDirectories(folder);
        if (OrphanedPostgres.stop(folder)) {
            LOG.warn("Stopped the database that a killed server had left behind");
        }
        Path cluster = folder.resolve(EmbeddedPostgreSql.CLUSTER);
        Path ready = folder.resolve("ready");
        ClusterPasswords passwords = ClusterPasswords.in(folder.resolve("passwords.properties"));
        boolean fresh = !Files.exists(ready);
        if (fresh) {
            // Whatever is here was interrupted before anybody could store anything in it.
            FileSystemUtils.deleteRecursively(cluster);
            LOG.info("Preparing the embedded PostgreSQL for its first start");
        }
        EmbeddedPostgres postgres = launch(folder, cluster, passwords);
        try {
            if (fresh) {
                provision(postgres, passwords);
                Files.createFile(ready);
            }
            return new PostgresCluster(cluster, postgres, access(postgres.getPort(), passwords));
        } catch (IOException | SQLException | RuntimeException e) {
            postgres.close();
            throw e;
        }
    }

    private static EmbeddedPostgres launch(Path folder, Path cluster, ClusterPasswords passwords) throws IOException {
        try {
            return launchOnce(folder, cluster, passwords);
        } catch (StartupRefusedException e) {
            // The port may have been taken since it was chosen, or a killed server's database may still have been
            // starting.
            LOG.debug("Starting the database a second time: {}", e.getMessage());
            OrphanedPostgres.stop(folder);
            return launchOnce(folder, cluster, passwords);
        }
    }

    private static EmbeddedPostgres launchOnce(Path folder, Path cluster, ClusterPasswords passwords)
            throws IOException {
        Path binaries = Files.createDirectories(folder.resolve("binaries"));
        // The library removes old clusters below its working folder, so that must never be a parent of ours.
        System.setProperty("ot.epg.working-dir", binaries.toString());
        Path password = Files.createTempFile(folder, "superuser", ".tmp"); // readable by its owner only
        PostgresLog log = PostgresLog.in(folder);
        try {
            Files.writeString(password, passwords.superuser());
            var builder = EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(binaries.toFile())
                    .setDataDirectory(cluster)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(RECOVERY)
                    .setConnectConfig("password", passwords.superuser())
                    .setOutputRedirector(log.redirect())
                    .setErrorRedirector(log.redirect());
            initialisation(password).forEach(builder::setLocaleConfig);
            settings().forEach(builder::setServerConfig);
            return log.watching(builder::start);
        } catch (IllegalStateException | ExceptionInInitializerError e) {
            throw new StartupRefusedException(whyNot(e, log), e);
        } finally {
            Files.deleteIfExists(password);
        }
    }

    /// Options of initdb. The collation comes from PostgreSQL itself, so that an upgrade of the system cannot reorder
    /// an index.
    private static Map<String, String> initialisation(Path password) {
        return Map.of(
                "pwfile", password.toString(),
                "auth-host", "scram-sha-256",
                "auth-local", "scram-sha-256",
                "locale", "C",
                "locale-provider", "builtin",
                "builtin-locale", "C.UTF-8");
    }

    private static Map<String, String> settings() {
        return Map.of(
                "fsync", "on",
                "synchronous_commit", "on",
                "full_page_writes", "on",
                "listen_addresses", "127.0.0.1",
                "unix_socket_directories", "",
                "max_connections", "120",
                "timezone", "UTC",
                "log_timezone", "UTC",
                "jit", "off",
                // Errors without the rows that they are about.
                "log_error_verbosity", "terse");
    }

    private static void provision(EmbeddedPostgres postgres, ClusterPasswords passwords) throws SQLException {
        DatabaseAccess access = access(postgres.getPort(), passwords);
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            Credentials owner = access.owner().orElseThrow();
            for (Credentials role : new Credentials[] {owner, access.runtime()}) {
                statement.execute("CREATE ROLE " + role.username() + " LOGIN PASSWORD '" + role.password() + "'");
            }
            statement.execute("CREATE DATABASE " + DATABASE + " OWNER " + owner.username());
            statement.execute("REVOKE ALL ON DATABASE " + DATABASE + " FROM PUBLIC");
            statement.execute("GRANT CONNECT, TEMPORARY ON DATABASE " + DATABASE + " TO "
                    + access.runtime().username());
        }
    }

    static DatabaseAccess access(int port, ClusterPasswords passwords) {
        return new DatabaseAccess(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE,
                Optional.of(new Credentials("mandate_owner", passwords.owner())),
                new Credentials("mandate_runtime", passwords.runtime()));
    }

    private static String whyNot(Throwable e, PostgresLog log) {
        if (String.valueOf(e.getMessage()).startsWith("No Postgres binary found")) {
            return "there is no embedded PostgreSQL for this kind of machine (" + System.getProperty("os.name") + ", "
                    + System.getProperty("os.arch") + "); name a PostgreSQL 15 to 18 by --mandate.datasource.url";
        }
        if ("root".equals(System.getProperty("user.name")) && !LinuxUtils.isUnshareAvailable()) {
            return "PostgreSQL refuses to run as root and this machine lets root not step down; start Mandate as another user"
                    + " or name a PostgreSQL 15 to 18 by --mandate.datasource.url";
        }
        return log.failure();
    }

    DatabaseAccess access() {
        return access;
    }

    /// Stops the server and waits until everything is written.
    @Override
    public void close() {
        try {
            postgres.close();
            long end = System.nanoTime() + SHUTDOWN.toNanos();
            while (Files.exists(cluster.resolve("postmaster.pid")) && System.nanoTime() < end) {
                Thread.sleep(20);
            }
        } catch (IOException e) {
            LOG.error("The embedded PostgreSQL did not stop", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
