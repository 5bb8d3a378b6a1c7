package io.mandate.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.mandate.server.embedded.Credentials;
import io.mandate.server.embedded.DatabaseAccess;
import io.mandate.store.config.StoreConfiguration;
import io.mandate.store.role.NodeRole;
import io.mandate.store.schema.StoreSchema;
import io.mandate.testing.postgres.TestDatabase;
import io.mandate.testing.postgres.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// What `docker-compose.yml` and the `Dockerfile` set is read by those names: a setting that is called otherwise would
/// be passed over without a word.
class ContainersTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)[^}]*}");
    private static final Pattern SET = Pattern.compile("([A-Z_]+)=(\\S+)");

    /// In the place of the volumes: the first node makes the keys that the others read.
    @TempDir
    private static Path volumes;

    private static HikariDataSource pool;

    @BeforeAll
    static void open() {
        TestDatabase database = TestPostgres.newDatabase();
        StoreSchema.migrate(database.owner(), TestDatabase.RUNTIME);
        pool = new HikariDataSource();
        pool.setJdbcUrl(database.jdbcUrl());
        pool.setUsername(TestDatabase.RUNTIME);
        pool.setPassword(TestDatabase.PASSWORD);
        pool.setConnectionInitSql(StoreSchema.SESSION);
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void a_node_reads_all_that_it_is_given(String node) {
        Map<String, String> given = environment(node);
        Asked asked = new Asked(given);
        ConfigurableEnvironment properties = only(asked);

        ServerSettings settings = ServerSettings.of(properties);
        whatTheStoreReads(properties);

        assertThat(asked.names).containsAll(given.keySet());
        boolean commands = node.equals("command");
        assertThat(NodeRole.of(properties).contains(NodeRole.COMMAND)).isEqualTo(commands);
        assertThat(NodeRole.of(properties).contains(NodeRole.QUERY)).isEqualTo(!commands);
        DatabaseAccess database = settings.external().orElseThrow();
        assertThat(database.url()).isEqualTo("jdbc:postgresql://postgres:5432/mandate");
        assertThat(database.runtime()).isEqualTo(new Credentials("mandate_runtime", "MANDATE_RUNTIME_PASSWORD"));
        assertThat(database.owner().isPresent()).isEqualTo(commands);
        assertThat(settings.address()).isEqualTo("0.0.0.0");
        for (Path kept : List.of(settings.data(), settings.anchors(), Path.of(given.get("MANDATE_MASTER_KEY_FILE")))) {
            assertThat(mounts(node)).as("%s outlives the container", kept).anyMatch(kept::startsWith);
        }
    }

    @Test
    void whatever_has_to_be_filled_in_is_in_the_example() {
        Set<String> wanted = VARIABLE.matcher(text("docker-compose.yml"))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        assertThat(text("docker/env.example").lines().filter(line -> line.endsWith("=")))
                .extracting(line -> line.substring(0, line.length() - 1))
                .containsExactlyInAnyOrderElementsOf(wanted);
    }

    /// The keys, by their own configuration, and the address that answers name.
    private static void whatTheStoreReads(ConfigurableEnvironment properties) {
        try (var context = new AnnotationConfigApplicationContext()) {
            context.setEnvironment(properties);
            context.registerBean(DataSource.class, () -> pool, definition -> definition.setDestroyMethodName(""));
            context.registerBean(PlatformTransactionManager.class, () -> new JdbcTransactionManager(pool));
            context.register(StoreConfiguration.class, ServerUrl.class);
            context.refresh();
            assertThat(context.getBean(ServerUrl.class)).hasToString(properties.getProperty("mandate.url"));
        }
    }

    private static ConfigurableEnvironment only(Asked asked) {
        var properties = new StandardEnvironment();
        properties
                .getPropertySources()
                .forEach(source -> properties.getPropertySources().remove(source.getName()));
        properties.getPropertySources().addFirst(asked);
        return properties;
    }

    static List<String> nodes() {
        List<String> nodes = services().entrySet().stream()
                .filter(service -> "mandate:latest".equals(service.getValue().get("image")))
                .map(Map.Entry::getKey)
                .toList();
        assertThat(nodes).containsExactly("command", "query-1", "query-2");
        return nodes;
    }

    /// What the image sets, and the service on top of it; in the place of a secret is the name that it is filled in by.
    @SuppressWarnings("unchecked") // our own file
    private static Map<String, String> environment(String node) {
        Map<String, String> given = new TreeMap<>();
        String image = text("Dockerfile").replace("\\\n", " ");
        image.lines()
                .filter(line -> line.startsWith("ENV "))
                .flatMap(line -> SET.matcher(line).results())
                .forEach(set -> given.put(set.group(1), set.group(2)));
        ((Map<String, Object>) services().get(node).get("environment"))
                .forEach((name, value) -> given.put(name, filledIn(value.toString())));
        given.replaceAll((_, value) -> value.replace("/var/lib/mandate", volumes.toString()));
        return given;
    }

    private static String filledIn(String value) {
        return VARIABLE.matcher(value).replaceAll((MatchResult found) -> found.group(1));
    }

    private static List<Path> mounts(String node) {
        return ((List<?>) services().get(node).get("volumes"))
                .stream()
                        .map(volume -> volume.toString().split(":")[1])
                        .map(target -> Path.of(target.replace("/var/lib/mandate", volumes.toString())))
                        .toList();
    }

    @SuppressWarnings("unchecked") // our own file
    private static Map<String, Map<String, Object>> services() {
        Map<String, Object> compose =
                new Yaml(new SafeConstructor(new LoaderOptions())).load(text("docker-compose.yml"));
        return (Map<String, Map<String, Object>>) compose.get("services");
    }

    private static String text(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Variables of a container that notes which of them somebody wanted to know.
    private static final class Asked extends SystemEnvironmentPropertySource {
        private final Set<String> names = new TreeSet<>();

        Asked(Map<String, String> given) {
            super("container", new HashMap<>(given));
        }

        @Override
        public @Nullable Object getProperty(String name) {
            names.add(resolvePropertyName(name));
            return super.getProperty(name);
        }
    }
}
