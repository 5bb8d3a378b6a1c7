package io.mandate.query.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.events.RecordedEvent;
import io.mandate.events.values.TenantId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedModelsTest {
    private static final ModelDatabase DATABASE = new ModelDatabase();
    private static final String TENANT = "north";

    /// Without a name of its own, so that nobody finds it among those that are shipped.
    private static final Projection THINGS = new Projection() {
        @Override
        public String name() {
            return "things";
        }

        @Override
        public List<Table<?>> tables() {
            return List.of(Thing.TABLE, Sum.TABLE, Line.TABLE);
        }

        @Override
        public void apply(RecordedEvent event, ProjectionSession session) {}
    };

    private Connection connection;
    private GenerationTables tables;
    private Generation generation;

    /// A row of every type there is.
    record Thing(
            String tenant,
            String id,
            long number,
            @Nullable String text,
            @Nullable Integer small,
            boolean flag,
            @Nullable Instant at,
            Json json) {
        static final Table<Thing> TABLE = Table.of("thing", Thing.class, 2);
    }

    record Sum(String tenant, String id, long first, long second) {
        static final Table<Sum> TABLE = Table.of("sum", Sum.class, 2);
    }

    record Line(String tenant, long seq, @Nullable String text) {
        static final Table<Line> TABLE = Table.of("line", Line.class, 2).appended();
    }

    @BeforeEach
    void connect() throws SQLException {
        connection = DATABASE.connect();
        List<Projection> projections = List.of(THINGS);
        generation = DATABASE.newGeneration(connection, projections);
        tables = new GenerationTables(generation, projections);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    /// Whatever is done in whatever batches, written and forgotten whenever: the same rows as in a map.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void rows_are_those_that_the_same_steps_make_in_a_map(long seed) throws SQLException {
        Random random = new Random(seed);
        boolean many = random.nextBoolean(); // more than are worth copying, or fewer
        Expected expected = new Expected();
        PackedModels models = begin();
        for (int batch = 0; batch < 120; batch++) {
            BufferedRows<Thing> things = new BufferedRows<>(Thing.TABLE);
            BufferedRows<Sum> sums = new BufferedRows<>(Sum.TABLE);
            BufferedRows<Line> lines = new BufferedRows<>(Line.TABLE);
            List<Thing> made = new ArrayList<>();
            for (int i = 0; i < (many ? 60 : 5); i++) {
                made.add(thing(random, "thing-" + random.nextInt(many ? 400 : 30), batch));
            }
            Set<String> wanted = new HashSet<>();
            for (Thing thing : made) {
                if (random.nextInt(4) > 0) {
                    things.want(TENANT, thing.id());
                    wanted.add(thing.id());
                }
            }
            models.load(connection, things);
            for (Thing thing : made) {
                if (wanted.contains(thing.id())) {
                    assertThat(things.find(TENANT, thing.id()).map(Thing::id))
                            .isEqualTo(Optional.ofNullable(expected.things.get(thing.id()))
                                    .map(Thing::id));
                }
                if (random.nextInt(5) == 0) {
                    things.remove(TENANT, thing.id());
                    expected.things.remove(thing.id());
                    sums.remove(TENANT, thing.id());
                    expected.sums.remove(thing.id());
                } else {
                    things.put(thing);
                    expected.things.put(thing.id(), thing);
                    Sum delta = new Sum(TENANT, thing.id(), random.nextInt(9) - 4, 1);
                    sums.add(delta);
                    expected.sums.merge(thing.id(), delta, Sum.TABLE::sum);
                }
                Line line = new Line(TENANT, expected.lines.size(), thing.text());
                lines.put(line);
                expected.lines.add(line);
            }
            models.flush(connection, things);
            models.flush(connection, sums);
            models.flush(connection, lines);
            if (random.nextInt(6) == 0) {
                models.flush(connection);
                connection.commit();
                assertThat(models.stored()).isTrue();
                expected.isStored(stored());
                if (random.nextInt(3) == 0) {
                    models = begin();
                }
            }
        }
        models.flush(connection);

        expected.isStored(stored());
    }

    @Test
    void what_was_looked_at_is_known_from_then_on_whether_there_is_such_a_row_or_not() throws SQLException {
        PackedModels before = begin();
        BufferedRows<Thing> batch = new BufferedRows<>(Thing.TABLE);
        batch.put(thing(new Random(1), "there", 1));
        before.flush(connection, batch);
        before.flush(connection);
        PackedModels models = begin();
        assertThat(names(models)).containsExactly("there");

        try (var statement = connection.createStatement()) {
            statement.execute("DELETE FROM " + generation.table(Thing.TABLE));
        }

        assertThat(names(models)).containsExactly("there");
        assertThat(names(begin())).isEmpty();
    }

    @Test
    void what_was_only_ever_added_to_can_be_removed() {
        for (boolean removedBefore : new boolean[] {false, true}) {
            BufferedRows<Sum> sums = new BufferedRows<>(Sum.TABLE, true);
            if (removedBefore) {
                sums.remove(TENANT, "sum");
                sums.stored();
            }
            sums.add(new Sum(TENANT, "sum", 1, 1));
            sums.stored();

            sums.remove(TENANT, "sum");

            assertThat(sums.removedKeys()).containsExactly(new RowKey(TENANT, "sum"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void what_was_added_to_is_looked_for_where_it_is_stored(boolean removedBefore) throws SQLException {
        PackedModels models = begin();
        write(models, sums -> {
            if (removedBefore) {
                sums.remove(TENANT, "sum");
            } else {
                sums.put(new Sum(TENANT, "sum", 5, 0));
            }
        });
        write(models, sums -> sums.add(new Sum(TENANT, "sum", 2, 1)));

        BufferedRows<Sum> batch = new BufferedRows<>(Sum.TABLE);
        batch.want(TENANT, "sum");
        models.load(connection, batch);

        assertThat(batch.find(TENANT, "sum")).contains(new Sum(TENANT, "sum", removedBefore ? 2 : 7, 1));
    }

    private void write(PackedModels models, Consumer<BufferedRows<Sum>> steps) throws SQLException {
        BufferedRows<Sum> batch = new BufferedRows<>(Sum.TABLE);
        steps.accept(batch);
        models.flush(connection, batch);
        models.flush(connection);
        models.stored();
    }

    @Test
    void rows_of_a_tenant_that_ended_are_removed_and_nothing_is_known_any_more() throws SQLException {
        PackedModels models = begin();
        BufferedRows<Thing> batch = new BufferedRows<>(Thing.TABLE);
        batch.put(thing(new Random(1), "there", 1));
        models.flush(connection, batch);

        models.clear(connection, new TenantId(TENANT));
        models.flush(connection);

        assertThat(models.stored()).isFalse();
        assertThat(stored()).isEqualTo(new Expected());
    }

    @Test
    void all_memory_is_given_back_also_of_what_was_written() throws SQLException {
        PackedModels models = begin();
        BufferedRows<Thing> batch = new BufferedRows<>(Thing.TABLE);
        batch.put(thing(new Random(1), "there", 1));
        models.flush(connection, batch);
        models.flush(connection);
        models.stored();

        models.close();

        assertThatThrownBy(() -> names(models)).hasMessageContaining("closed");
    }

    private PackedModels begin() throws SQLException {
        return new PackedModels(tables, tables.empty(connection));
    }

    private List<String> names(PackedModels models) throws SQLException {
        BufferedRows<Thing> batch = new BufferedRows<>(Thing.TABLE);
        for (String id : List.of("there", "not there")) {
            batch.want(TENANT, id);
        }
        models.load(connection, batch);
        List<String> names = new ArrayList<>();
        for (String id : List.of("there", "not there")) {
            batch.find(TENANT, id).ifPresent(thing -> names.add(thing.id()));
        }
        return names;
    }

    private static Thing thing(Random random, String id, int batch) {
        return new Thing(
                TENANT,
                id,
                random.nextLong(),
                random.nextBoolean() ? null : "Åsa 名 😀".repeat(random.nextInt(20)),
                random.nextBoolean() ? null : random.nextInt(),
                random.nextBoolean(),
                random.nextBoolean()
                        ? null
                        : Instant.parse("1999-12-31T23:59:59.000001Z").plusSeconds(batch),
                new Json("{\"a\": " + batch + "}"));
    }

    /// What has to be stored.
    private record Expected(Map<String, Thing> things, Map<String, Sum> sums, List<Line> lines) {
        Expected() {
            this(new TreeMap<>(), new TreeMap<>(), new ArrayList<>());
        }

        /// Tells few of those that differ.
        void isStored(Expected stored) {
            assertThat(different(things, stored.things)).isEmpty();
            assertThat(different(sums, stored.sums)).isEmpty();
            assertThat(stored.lines.equals(lines)).isTrue();
        }

        private static <R> List<String> different(Map<String, R> expected, Map<String, R> stored) {
            Set<String> keys = new TreeSet<>(expected.keySet());
            keys.addAll(stored.keySet());
            return keys.stream()
                    .filter(key -> !Objects.equals(expected.get(key), stored.get(key)))
                    .limit(3)
                    .map(key -> expected.get(key) + " was stored as " + stored.get(key))
                    .toList();
        }
    }

    private Expected stored() throws SQLException {
        Expected stored = new Expected();
        read(Thing.TABLE).forEach(thing -> stored.things.put(thing.id(), thing));
        read(Sum.TABLE).forEach(sum -> stored.sums.put(sum.id(), sum));
        stored.lines.addAll(read(Line.TABLE));
        return stored;
    }

    private <R extends Record> List<R> read(Table<R> table) throws SQLException {
        List<R> rows = new ArrayList<>();
        String sql = "SELECT " + table.columns("t") + " FROM " + generation.table(table) + " t ORDER BY 1, 2";
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            while (row.next()) {
                rows.add(table.read(row));
            }
        }
        return rows;
    }
}
