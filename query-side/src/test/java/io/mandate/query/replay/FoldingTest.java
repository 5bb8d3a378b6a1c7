package io.mandate.query.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.events.DomainEvent;
import io.mandate.events.values.TenantId;
import io.mandate.query.projection.Generation;
import io.mandate.query.projection.Generations;
import io.mandate.query.projection.Projection;
import io.mandate.query.projection.ShippedProjections;
import io.mandate.query.testing.QueryNode;
import io.mandate.query.testing.Shop;
import io.mandate.store.Commit;
import io.mandate.store.follow.EventReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class FoldingTest {
    private static final TenantId NORTH = new TenantId("north");
    private static final List<Projection> PROJECTIONS = ShippedProjections.all();
    private static final Speed SMALL = new Speed(10, 40_000, Duration.ofSeconds(10));

    @TempDir
    private Path folder;

    @Test
    void a_thousand_events_are_near_however_small_the_batches() throws SQLException {
        try (QueryNode node = QueryNode.on(QueryNode.newDatabase().jdbcUrl(), folder);
                Connection connection = node.get(DataSource.class).getConnection()) {
            connection.setAutoCommit(false);
            ReplayFixture operator = ReplayFixture.of(node);
            node.register(NORTH);
            node.commit(NORTH, Shop.SUPERUSER, Shop.begins());
            operator.awaitModels(NORTH, profiles(node, 1, 500));
            Generation live = Generations.current(connection).orElseThrow();
            Replay replay = replay(new Generations(PROJECTIONS).create(connection));
            connection.commit();
            try (Folding folding = folding(node, connection)) {
                assertThat(folding.fold(replay, live, true)).isFalse();
                assertThat(folding.fold(replay, live, false)).isTrue();
            }
            operator.awaitModels(NORTH, profiles(node, 501, 1_000));
            try (Folding folding = folding(node, connection)) {
                assertThat(folding.fold(replay, live, true)).isTrue();
            }
        }
    }

    private static Commit profiles(QueryNode node, int from, int to) {
        return node.commit(
                NORTH,
                Shop.SUPERUSER,
                IntStream.rangeClosed(from, to)
                        .mapToObj(i -> Shop.profile("p" + i, "Profile " + i, null))
                        .toArray(DomainEvent[]::new));
    }

    private static Folding folding(QueryNode node, Connection connection) {
        return new Folding(
                connection,
                JdbcClient.create(new SingleConnectionDataSource(connection, true)),
                new ReplayModels(PROJECTIONS),
                node.get(EventReader.class),
                SMALL);
    }

    /// One that makes all models, and that nobody asked for.
    private static Replay replay(Generation made) {
        return new Replay(
                "r1",
                null,
                PROJECTIONS.stream().map(Projection::name).toList(),
                Pace.PACED,
                null,
                false,
                new Replay.Asker(NORTH, "USER", "gil"),
                Instant.EPOCH,
                ReplayState.BUILDING,
                null,
                made,
                false,
                false,
                true,
                0,
                null,
                null,
                0,
                null);
    }
}
