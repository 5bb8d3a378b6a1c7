package io.mandate.query.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.events.tenant.TenantEvent.TenantOffboarded;
import io.mandate.store.Commit;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeldRowsTest {
    private static final ModelDatabase DATABASE = new ModelDatabase();
    private static final List<Projection> PROJECTIONS = ShippedProjections.all();
    private static final Duration LONG = Duration.ofMinutes(1);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void rows_stay_known_after_they_were_written_until_they_take_half_of_what_they_may(boolean packed)
            throws SQLException {
        try (Connection connection = DATABASE.connect()) {
            Generation generation = DATABASE.newGeneration(connection, PROJECTIONS);
            HeldRows held = new HeldRows(new GenerationTables(generation, PROJECTIONS));
            RandomHistory history = new RandomHistory("held", 5).grow(20);
            held.fold(connection, PROJECTIONS, history.commits(), packed);
            long folded = held.bytes();

            assertThat(held.full(new Hold(1, 0, LONG, folded + 1, packed))).isFalse();
            assertThat(held.full(new Hold(1, 0, LONG, folded, packed))).isTrue();
            assertThat(held.full(new Hold(1, 0, Duration.ZERO, folded + 1, packed)))
                    .isTrue();
            held.write(connection, new StoredPositions(generation));
            connection.commit();
            held.written();
            assertThat(held.isEmpty()).isTrue();
            long known = held.bytes();
            assertThat(known).isPositive();

            held.forget(new Hold(1, 0, LONG, 2 * known, packed));
            assertThat(held.bytes()).isEqualTo(known);
            held.forget(new Hold(1, 0, LONG, 2 * known - 1, packed));
            assertThat(held.bytes()).isZero();
        }
    }

    /// Each way in which held rows end.
    private enum Ending {
        FORGOTTEN(held -> held.forget(new Hold(1, 0, LONG, 0, true))),
        BEGUN_ANEW(HeldRows::forget),
        CLOSED(HeldRows::close),
        /// Of a tenant that ended; of others they stay known.
        WRITTEN(HeldRows::written);

        private final Consumer<HeldRows> end;

        Ending(Consumer<HeldRows> end) {
            this.end = end;
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_memory_is_given_back_however_it_ends(Ending ending) throws SQLException {
        long before = ModelWriter.heldBesideTheHeap();
        try (Connection connection = DATABASE.connect()) {
            Generation generation = DATABASE.newGeneration(connection, PROJECTIONS);
            HeldRows held = new HeldRows(new GenerationTables(generation, PROJECTIONS));
            RandomHistory history = new RandomHistory("held", 5).grow(20);
            held.fold(connection, PROJECTIONS, history.commits(), true);
            held.written();
            assertThat(ModelWriter.heldBesideTheHeap()).isGreaterThan(before);
            held.fold(connection, PROJECTIONS, List.of(ended(history)), true);
            assertThat(ModelWriter.heldBesideTheHeap()).isGreaterThan(before);

            ending.end.accept(held);

            assertThat(ModelWriter.heldBesideTheHeap()).isEqualTo(before);
        }
    }

    private static Commit ended(RandomHistory history) {
        return history.commit(List.of(new TenantOffboarded("tenant:held")))
                .commits()
                .getLast();
    }

    @Test
    void bytes_take_less_than_objects() throws SQLException {
        try (Connection connection = DATABASE.connect()) {
            Generation generation = DATABASE.newGeneration(connection, PROJECTIONS);
            RandomHistory history = new RandomHistory("held", 5).grow(400);
            HeldRows objects = new HeldRows(new GenerationTables(generation, PROJECTIONS));
            HeldRows bytes = new HeldRows(new GenerationTables(generation, PROJECTIONS));

            objects.fold(connection, PROJECTIONS, history.commits(), false);
            bytes.fold(connection, PROJECTIONS, history.commits(), true);

            assertThat(bytes.bytes()).isLessThan(objects.bytes());
            assertThat(bytes.upTo()).isEqualTo(objects.upTo()).isEqualTo(Map.of(history.tenant(), last(history)));
            bytes.close();
        }
    }

    private static long last(RandomHistory history) {
        return history.commits().getLast().lastSeq();
    }
}
