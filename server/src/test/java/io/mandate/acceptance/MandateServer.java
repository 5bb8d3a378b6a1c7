package io.mandate.acceptance;

import io.mandate.command.gate.CommandGate;
import io.mandate.command.token.IssueToken;
import io.mandate.command.token.TokenSecret;
import io.mandate.events.values.TokenId;
import io.mandate.events.values.UserId;
import io.mandate.live.identity.Caller;
import io.mandate.server.MandateApplication;
import io.mandate.server.operator.OperatorBootstrap;
import io.mandate.store.StoreId;
import io.mandate.store.note.SigningKey;
import io.mandate.testing.postgres.TestDatabase;
import io.mandate.testing.postgres.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ConfigurableApplicationContext;

/// The whole product in this JVM, on a free port and a database of its own.
///
/// @param database where it keeps everything
/// @param operator the operator of the installation
record MandateServer(ConfigurableApplicationContext context, String url, TestDatabase database, Client operator)
        implements AutoCloseable {
    /// All nodes of the tests have the same one, as the nodes of one installation must.
    private static final String MASTER_KEY = "1:" + Base64.getEncoder().encodeToString(new byte[32]);

    private static final String PROOF_KEY = "1:" + SigningKey.generate().written();

    /// The server that all scenarios share; it ends with the JVM.
    static MandateServer shared() {
        return Shared.SERVER;
    }

    /// A server of its own, on a new database.
    static MandateServer start(String... settings) {
        return start(TestPostgres.newDatabase(), newFolder(), newFolder(), settings);
    }

    /// A server on a database that was made before.
    ///
    /// @param erasures where its erasure ledger is
    static MandateServer on(TestDatabase database, Path erasures, String... settings) {
        return start(database, newFolder(), erasures, settings);
    }

    /// What every position of this store begins with.
    String storeId() {
        return context.getBean(StoreId.class).value();
    }

    /// One more node on the database of this one.
    MandateServer secondNode(String... settings) {
        return start(database, newFolder(), erasures(), settings);
    }

    /// A node on the database of this one that answers questions only: it has neither the owner's credential nor the
    /// erasure ledger.
    MandateServer queryNode() {
        List<String> settings = settings(database, newFolder());
        settings.add("--mandate.roles=query");
        ConfigurableApplicationContext context = MandateApplication.start(settings.toArray(String[]::new));
        return new MandateServer(context, url(context), database, operator.on(url(context)));
    }

    /// The same node started again after it was closed, on this or another database.
    MandateServer again(TestDatabase other, String... settings) {
        return start(other, data(), erasures(), settings);
    }

    /// Where the node keeps its files.
    Path data() {
        return folder("mandate.data");
    }

    /// Where its erasure ledger is.
    Path erasures() {
        return folder("mandate.erasures.folder");
    }

    private Path folder(String setting) {
        return Path.of(context.getEnvironment().getRequiredProperty(setting));
    }

    private static MandateServer start(TestDatabase database, Path data, Path erasures, String... more) {
        List<String> settings = settings(database, data);
        settings.add("--mandate.datasource.owner-username=" + TestDatabase.OWNER);
        settings.add("--mandate.datasource.owner-password=" + TestDatabase.PASSWORD);
        settings.addAll(List.of(more));
        // Given twice it would be a list.
        if (settings.stream().noneMatch(setting -> setting.startsWith("--mandate.erasures.folder="))) {
            settings.add("--mandate.erasures.folder=" + erasures);
        }
        ConfigurableApplicationContext context = MandateApplication.start(settings.toArray(String[]::new));
        return new MandateServer(context, url(context), database, operator(context, url(context)));
    }

    private static String url(ConfigurableApplicationContext context) {
        return "http://localhost:" + context.getEnvironment().getProperty("local.server.port");
    }

    private static List<String> settings(TestDatabase database, Path data) {
        return new ArrayList<>(List.of(
                "--server.port=0",
                // Whoever ends with the JVM does so beside its database, and would wait for it in vain.
                "--spring.main.register-shutdown-hook=false",
                "--mandate.data=" + data,
                "--mandate.clock.replaced=true",
                "--mandate.master-key.value=" + MASTER_KEY,
                "--mandate.proof-key.value=" + PROOF_KEY,
                "--mandate.datasource.url=" + database.jdbcUrl(),
                "--mandate.datasource.runtime-username=" + TestDatabase.RUNTIME,
                "--mandate.datasource.runtime-password=" + TestDatabase.PASSWORD));
    }

    /// The token that the first start shows goes to the terminal, so one more is issued.
    private static Client operator(ConfigurableApplicationContext context, String url) {
        TokenSecret secret = TokenSecret.generate();
        IssueToken issue = new IssueToken(
                Caller.SYSTEM_TENANT,
                new TokenId(UUID.randomUUID().toString()),
                new UserId("operator"),
                secret.sha256(),
                null,
                null);
        context.getBean(CommandGate.class).execute(OperatorBootstrap.request("test"), List.of(issue));
        return new Client(url, secret.shown(), Client.Seen.nothing());
    }

    private static Path newFolder() {
        try {
            // Beside what the build makes, and thrown away with it.
            return Files.createTempDirectory(Files.createDirectories(Path.of("target", "data")), "node");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// From now on everything is dated by this clock, until it is closed.
    TestClock dated(String instant) {
        return new TestClock(database).at(instant);
    }

    @Override
    public void close() {
        context.close();
    }

    private static final class Shared {
        static final MandateServer SERVER = start();
    }
}
