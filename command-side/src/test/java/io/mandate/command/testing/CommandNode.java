package io.mandate.command.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.mandate.command.CommandSideConfiguration;
import io.mandate.command.gate.ChangeRequest;
import io.mandate.command.gate.CommandGate;
import io.mandate.command.gate.Outcome;
import io.mandate.command.gate.TenantCommand;
import io.mandate.events.EventMetadata.Source;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.values.PersonalText;
import io.mandate.http.json.StrictJson;
import io.mandate.live.LiveAccessConfiguration;
import io.mandate.live.LiveIndex;
import io.mandate.live.identity.Caller;
import io.mandate.store.config.StoreConfiguration;
import io.mandate.store.schema.StoreSchema;
import io.mandate.testing.postgres.TestDatabase;
import io.mandate.testing.postgres.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/// A command node: its own pool, index, queue and threads, on a database that other nodes may use as well.
public final class CommandNode implements AutoCloseable {
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final HikariDataSource pool;
    private final String jdbcUrl;
    private final Path folder;

    private CommandNode(String jdbcUrl, Path folder) {
        this.jdbcUrl = jdbcUrl;
        this.folder = folder;
        this.pool = new HikariDataSource(poolOf(jdbcUrl));
        context.getBeanFactory().setConversionService(ApplicationConversionService.getSharedInstance());
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test",
                        Map.of(
                                "mandate.master-key.file",
                                folder.resolve("master.key").toString(),
                                "mandate.clock.replaced",
                                "true")));
        context.registerBean(DataSource.class, () -> pool);
        context.registerBean(PlatformTransactionManager.class, () -> new JdbcTransactionManager(pool));
        context.registerBean(JdbcTemplate.class, () -> new JdbcTemplate(pool));
        context.registerBean(JdbcClient.class, () -> JdbcClient.create(pool));
        context.registerBean(StrictJson.class);
        context.register(StoreConfiguration.class, LiveAccessConfiguration.class, CommandSideConfiguration.class);
        context.refresh();
    }

    /// On a new, migrated database.
    public static CommandNode onNewDatabase(Path folder) {
        TestDatabase database = TestPostgres.newDatabase();
        StoreSchema.migrate(database.owner(), TestDatabase.RUNTIME);
        return on(database.jdbcUrl(), folder);
    }

    /// On a migrated database, with the master key in the folder.
    public static CommandNode on(String jdbcUrl, Path folder) {
        return new CommandNode(jdbcUrl, folder);
    }

    /// Another node on the same database.
    public CommandNode another() {
        return new CommandNode(jdbcUrl, folder);
    }

    private static HikariConfig poolOf(String jdbcUrl) {
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(jdbcUrl);
        pool.setUsername(TestDatabase.RUNTIME);
        pool.setPassword(TestDatabase.PASSWORD);
        pool.setConnectionInitSql(StoreSchema.SESSION);
        pool.setMaximumPoolSize(24);
        return pool;
    }

    public <T> T get(Class<T> part) {
        return context.getBean(part);
    }

    public CommandGate gate() {
        return get(CommandGate.class);
    }

    public LiveIndex live() {
        return get(LiveIndex.class);
    }

    public JdbcClient sql() {
        return JdbcClient.create(pool);
    }

    public String jdbcUrl() {
        return jdbcUrl;
    }

    public Path folder() {
        return folder;
    }

    /// Carries the commands out for a caller, as one change.
    public Outcome send(Caller caller, TenantCommand... commands) {
        return gate().execute(request(caller, null, "{}"), List.of(commands));
    }

    /// What became of it, if it was refused.
    public Optional<Rejection> refusal(Caller caller, TenantCommand... commands) {
        try {
            send(caller, commands);
            return Optional.empty();
        } catch (RejectedException e) {
            return Optional.of(e.rejection());
        }
    }

    public static ChangeRequest request(Caller caller, @Nullable String key, String body) {
        return new ChangeRequest(
                caller,
                "POST /test",
                body.getBytes(StandardCharsets.UTF_8),
                key,
                null,
                PersonalText.of("10.0.0.7"),
                PersonalText.of("test"),
                UUID.randomUUID().toString(),
                Source.API);
    }

    @Override
    public void close() {
        context.close();
        pool.close();
    }
}
