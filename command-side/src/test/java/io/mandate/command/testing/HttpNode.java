package io.mandate.command.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.mandate.command.CommandSideConfiguration;
import io.mandate.command.given.GivenTenant;
import io.mandate.events.values.UserId;
import io.mandate.http.HttpEdgeConfiguration;
import io.mandate.http.caller.BearerCredentials;
import io.mandate.live.LiveAccessConfiguration;
import io.mandate.live.identity.Callers;
import io.mandate.store.config.StoreConfiguration;
import io.mandate.store.schema.StoreSchema;
import io.mandate.testing.postgres.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/// A command node with its HTTP side, on a migrated database. `Bearer as:gil` is Gil without a token; anything else is
/// the secret of a token.
public final class HttpNode implements AutoCloseable {
    private final ServletWebServerApplicationContext context;
    private final HttpClient client = HttpClient.newHttpClient();

    private HttpNode(ServletWebServerApplicationContext context) {
        this.context = context;
    }

    /// @param settings `--name=value`
    public static HttpNode on(String jdbcUrl, Path folder, String... settings) {
        List<String> all = new ArrayList<>(List.of(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--spring.main.banner-mode=off",
                "--test.database=" + jdbcUrl,
                "--mandate.master-key.file=" + folder.resolve("master.key"),
                "--mandate.clock.replaced=true"));
        all.addAll(List.of(settings));
        return new HttpNode((ServletWebServerApplicationContext)
                SpringApplication.run(Application.class, all.toArray(String[]::new)));
    }

    /// A node as a process of its own, to be killed. Arguments: database, folder, settings.
    public static void main(String[] arguments) {
        String[] settings = List.of(arguments).subList(2, arguments.length).toArray(String[]::new);
        HttpNode node = on(arguments[0], Path.of(arguments[1]), settings);
        System.out.println("listening on " + node.context.getWebServer().getPort());
    }

    public <T> T get(Class<T> part) {
        return context.getBean(part);
    }

    /// Sends a request.
    ///
    /// @param bearer what stands behind `Bearer`
    /// @param headers name, value, name, value
    public HttpResponse<String> send(String bearer, String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + context.getWebServer().getPort() + path))
                .header("Authorization", "Bearer " + bearer)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }

    @EnableAutoConfiguration(
            exclude = DataSourceAutoConfiguration.class,
            excludeName = "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration")
    @Import({
        StoreConfiguration.class,
        LiveAccessConfiguration.class,
        HttpEdgeConfiguration.class,
        CommandSideConfiguration.class
    })
    static class Application {
        @Bean(destroyMethod = "close")
        DataSource database(Environment settings) {
            HikariConfig pool = new HikariConfig();
            pool.setJdbcUrl(settings.getRequiredProperty("test.database"));
            pool.setUsername(TestDatabase.RUNTIME);
            pool.setPassword(TestDatabase.PASSWORD);
            pool.setConnectionInitSql(StoreSchema.SESSION);
            pool.setMaximumPoolSize(10);
            return new HikariDataSource(pool);
        }

        @Bean
        BearerCredentials credentials(Callers callers) {
            return bearer -> bearer.startsWith("as:")
                    ? callers.byPrincipal(GivenTenant.TENANT, new UserId(bearer.substring(3)))
                    : callers.byToken(bearer);
        }
    }
}
