package io.mandate.testing.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/// A real PostgreSQL 18, one server for the whole test JVM, started by the first test that asks for a database.
///
/// The server forgets everything when the JVM ends and does not wait for the disk (`fsync` is off), so it proves
/// nothing about power loss; for that a test starts the product itself. Up to 300 connections at a time, clock zone
/// UTC.
public final class TestPostgres {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestPostgres() {}

    /// Makes a fresh, empty database that belongs to the owner role. It takes some tens of milliseconds once the
    /// server runs. No schema is in it: the module under test migrates it with its own Flyway scripts.
    public static TestDatabase newDatabase() {
        String name = "test_" + DATABASES.incrementAndGet();
        execute("CREATE DATABASE " + name + " OWNER " + TestDatabase.OWNER);
        return new TestDatabase(name, Server.POSTGRES.getPort());
    }

    /// Makes a database with all that is in this one, as if a dump of it was restored. Whoever is
    /// connected to it is thrown out.
    public static TestDatabase copyOf(TestDatabase original) {
        String name = "test_" + DATABASES.incrementAndGet();
        execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + original.name() + "'",
                "CREATE DATABASE " + name + " TEMPLATE " + original.name() + " OWNER " + TestDatabase.OWNER);
        return new TestDatabase(name, original.port());
    }

    /// Connections of the superuser, for tests that look where nobody else may.
    public static DataSource superuser(TestDatabase database) {
        return Server.POSTGRES.getDatabase("postgres", database.name());
    }

    private static void execute(String... statements) {
        try (var connection = Server.POSTGRES.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the test PostgreSQL refused to prepare a database", e);
        }
    }

    /// Started when first used, and only once, because a class is initialised only once.
    private static final class Server {
        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                Path data = Files.createTempDirectory("test-postgres");
                EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setDataDirectory(data)
                        .setCleanDataDirectory(false)
                        .setRegisterShutdownHook(false)
                        .setPGStartupWait(Duration.ofMinutes(2)) // a busy machine is no reason to fail
                        .setServerConfig("max_connections", "300")
                        .setServerConfig("timezone", "UTC")
                        .start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> end(postgres, data), "test-postgres"));
                try (var connection = postgres.getPostgresDatabase().getConnection();
                        var statement = connection.createStatement()) {
                    statement.execute(
                            "CREATE ROLE " + TestDatabase.OWNER + " LOGIN PASSWORD '" + TestDatabase.PASSWORD + "'");
                    statement.execute(
                            "CREATE ROLE " + TestDatabase.RUNTIME + " LOGIN PASSWORD '" + TestDatabase.PASSWORD + "'");
                }
                return postgres;
            } catch (IOException e) {
                throw new UncheckedIOException("the test PostgreSQL did not start", e);
            } catch (SQLException e) {
                throw new IllegalStateException("the test PostgreSQL refused its roles", e);
            }
        }

        /// A hundred databases are so many files that the JVM would be killed before it had deleted them itself.
        private static void end(EmbeddedPostgres postgres, Path data) {
            try {
                postgres.close();
                new ProcessBuilder("rm", "-rf", data.toString()).start(); // goes on when the JVM has ended
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
