package io.mandate.query.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.events.values.TenantId;
import io.mandate.store.Commit;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LimitedCatchUpTest {
    private static final int BATCH = 5;

    @Test
    void it_stops_at_every_end_of_a_commit_though_it_reads_ahead() throws SQLException {
        ModelDatabase database = new ModelDatabase();
        List<Projection> projections = List.of(new FragileProjection());
        RandomHistory one = new RandomHistory("one", 3).grow(40);
        RandomHistory two = new RandomHistory("two", 4).grow(40);
        RememberedHistory history = new RememberedHistory(one, two);
        try (Connection connection = database.connect()) {
            for (int at = 5; at < 35; at++) {
                Map<TenantId, Long> limits = Map.of(one.tenant(), end(one, at), two.tenant(), end(two, 40 - at));
                Generation generation = database.newGeneration(connection, projections);
                ModelWriter writer = database.writer(connection, generation, projections, history);

                writer.catchUp(limits);
                while (writer.behind()) {
                    writer.readOn(BATCH);
                }

                assertThat(writer.positions()).isEqualTo(limits);
            }
        }
    }

    private static long end(RandomHistory history, int commit) {
        List<Commit> commits = history.commits();
        return commits.get(Math.min(commit, commits.size() - 1)).lastSeq();
    }
}
