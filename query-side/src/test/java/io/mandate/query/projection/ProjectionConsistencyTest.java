package io.mandate.query.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.store.Commit;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectionConsistencyTest {
    private static final ModelDatabase DATABASE = new ModelDatabase();
    private static final List<Projection> PROJECTIONS = ShippedProjections.all();
    private static final Duration LONG = Duration.ofMinutes(1);
    /// Written all at once, after every batch, and after every batch and then forgotten.
    private static final List<Hold> HOLDS = List.of(
            Hold.full(40),
            Hold.sparing(7, LONG),
            Hold.sparing(20, Duration.ZERO),
            new Hold(20, 0, LONG, 0, true),
            new Hold(20, 2, LONG, 0, false));

    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = DATABASE.connect();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void the_same_history_makes_the_same_rows_in_batches_of_every_size_and_when_rebuilt(long seed) throws SQLException {
        RandomHistory north = new RandomHistory("north", seed).grow(150);
        RandomHistory south = new RandomHistory("south", seed + 100).grow(150);
        List<Commit> commits = interleaved(north.commits(), south.commits(), new Random(seed));
        RememberedHistory history = new RememberedHistory(north, south);

        Map<String, List<String>> oneByOne = fed(history, commits, 1);

        assertThat(oneByOne).allSatisfy((_, rows) -> assertThat(rows).isNotEmpty());
        for (int size : new int[] {2, 3, 7, 20, 100, commits.size()}) {
            assertThat(fed(history, commits, size)).as("batches of %d", size).isEqualTo(oneByOne);
        }
        Generation rebuilt = new ProjectionRebuild(PROJECTIONS, history).rebuild(connection);
        assertThat(ModelDatabase.contents(connection, rebuilt, PROJECTIONS)).isEqualTo(oneByOne);
        for (Hold hold : HOLDS) {
            Generation held = new ProjectionRebuild(PROJECTIONS, history).rebuild(connection, hold);
            assertThat(ModelDatabase.contents(connection, held, PROJECTIONS))
                    .as(hold.toString())
                    .isEqualTo(oneByOne);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {7})
    void who_goes_on_with_what_others_made_comes_to_the_same_rows(long seed) throws SQLException {
        RandomHistory north = new RandomHistory("north", seed).grow(150);
        RememberedHistory history = new RememberedHistory(north);
        Map<String, List<String>> once = fed(history, north.commits(), 1);

        for (Hold hold : HOLDS) {
            Generation generation = DATABASE.newGeneration(connection, PROJECTIONS);
            for (int end : new int[] {50, 51, 100, 150}) {
                ModelWriter writer = DATABASE.writer(connection, generation, PROJECTIONS, history);
                writer.catchUp(
                        Map.of(north.tenant(), north.commits().get(end - 1).lastSeq()));
                while (writer.behind()) {
                    writer.holdOn(hold);
                }
            }
            assertThat(ModelDatabase.contents(connection, generation, PROJECTIONS))
                    .as(hold.toString())
                    .isEqualTo(once);
        }
    }

    @Test
    void commits_delivered_twice_or_with_a_gap_change_nothing() throws SQLException {
        RandomHistory north = new RandomHistory("north", 42).grow(80);
        RememberedHistory history = new RememberedHistory(north);
        Map<String, List<String>> once = fed(history, north.commits(), 1);

        Generation generation = DATABASE.newGeneration(connection, PROJECTIONS);
        ModelWriter writer = DATABASE.writer(connection, generation, PROJECTIONS, history);
        writer.write(north.commits().subList(0, 10));
        writer.write(north.commits().subList(5, 20));
        writer.write(north.commits().subList(60, 80));
        while (writer.behind()) {
            writer.readOn(7);
        }

        assertThat(ModelDatabase.contents(connection, generation, PROJECTIONS)).isEqualTo(once);
    }

    private Map<String, List<String>> fed(RememberedHistory history, List<Commit> commits, int size)
            throws SQLException {
        Generation generation = DATABASE.newGeneration(connection, PROJECTIONS);
        ModelWriter writer = DATABASE.writer(connection, generation, PROJECTIONS, history);
        for (int from = 0; from < commits.size(); from += size) {
            writer.write(commits.subList(from, Math.min(from + size, commits.size())));
        }
        assertThat(writer.behind()).isFalse();
        assertThat(writer.parked()).isEmpty();
        return ModelDatabase.contents(connection, generation, PROJECTIONS);
    }

    private static List<Commit> interleaved(List<Commit> first, List<Commit> second, Random random) {
        List<Commit> all = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < first.size() || j < second.size()) {
            boolean takeFirst = j == second.size() || (i < first.size() && random.nextBoolean());
            all.add(takeFirst ? first.get(i++) : second.get(j++));
        }
        return all;
    }
}
