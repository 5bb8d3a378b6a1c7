package io.mandate.query.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.events.values.TenantId;
import io.mandate.store.Commit;
import io.mandate.store.follow.UnreadableEventException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailingReadsTest {
    private static final ModelDatabase DATABASE = new ModelDatabase();
    private static final List<Projection> PROJECTIONS = List.of(new FragileProjection());

    private final RandomHistory one = new RandomHistory("one", 1).grow(60);
    private final RandomHistory two = new RandomHistory("two", 2).grow(60);
    private Connection connection;
    private Generation generation;

    @BeforeEach
    void begin() throws SQLException {
        connection = DATABASE.connect();
        generation = DATABASE.newGeneration(connection, PROJECTIONS);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void a_tenant_whose_page_could_not_be_read_is_read_when_that_is_possible_again() throws SQLException {
        AtomicInteger pages = new AtomicInteger();
        RememberedHistory history = new RememberedHistory(one, two).before((_, _) -> {
            if (pages.incrementAndGet() == 1) {
                throw new IllegalStateException("the connection is lost");
            }
        });
        ModelWriter writer = DATABASE.writer(connection, generation, PROJECTIONS, history);
        writer.catchUp(history.heads().keySet());

        assertThatThrownBy(() -> writer.readOn(10)).hasMessage("the connection is lost");
        while (writer.behind()) {
            writer.readOn(10);
        }

        assertThat(writer.positions()).isEqualTo(history.heads());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void what_stands_before_an_event_that_cannot_be_read_is_read_at_once(boolean packed) throws SQLException {
        List<Commit> commits = one.commits();
        Commit good = commits.get(39);
        long damaged = commits.get(40).lastSeq();
        AtomicInteger pages = new AtomicInteger();
        RememberedHistory history = new RememberedHistory(one, two).before((tenant, upTo) -> {
            pages.incrementAndGet();
            if (tenant.equals(one.tenant()) && upTo >= damaged) {
                throw new UnreadableEventException(tenant, damaged, new IllegalStateException("damaged"));
            }
        });
        ModelWriter writer = DATABASE.writer(connection, generation, PROJECTIONS, history);
        writer.catchUp(history.heads().keySet());

        while (writer.behind()) {
            writer.holdOn(new Hold(1_000, 2, Duration.ofMinutes(1), Long.MAX_VALUE, packed));
        }

        assertThat(writer.parked()).containsExactly(one.tenant());
        assertThat(writer.positions())
                .containsEntry(one.tenant(), good.lastSeq())
                .containsEntry(two.tenant(), end(two.tenant(), history));
        assertThat(pages.get()).as("pages that were asked for").isLessThan(10);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void what_was_held_is_written_however_long_that_takes(boolean packed) throws SQLException {
        String table = generation.table(FragileProjection.TABLE);
        try (var statement = connection.createStatement()) {
            statement.execute(
                    "CREATE FUNCTION " + generation.schema() + ".unlimited() RETURNS trigger LANGUAGE plpgsql "
                            + "AS $$ BEGIN ASSERT current_setting('statement_timeout') = '0'; RETURN NULL; END $$");
            statement.execute("CREATE TRIGGER unlimited BEFORE INSERT ON " + table + " EXECUTE FUNCTION "
                    + generation.schema() + ".unlimited()");
            statement.execute("SET statement_timeout = '20s'");
        }
        connection.commit();
        RememberedHistory history = new RememberedHistory(one);
        ModelWriter writer = DATABASE.writer(connection, generation, PROJECTIONS, history);
        writer.catchUp(history.heads().keySet());

        while (writer.behind()) {
            writer.holdOn(new Hold(1_000, 2, Duration.ofMinutes(1), Long.MAX_VALUE, packed));
        }

        assertThat(writer.parked()).isEmpty();
        assertThat(ModelDatabase.contents(connection, generation, PROJECTIONS).get("renamed"))
                .isNotEmpty();
    }

    private static long end(TenantId tenant, RememberedHistory history) {
        return history.head(tenant).orElseThrow().seq();
    }
}
