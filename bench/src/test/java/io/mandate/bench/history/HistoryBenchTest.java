package io.mandate.bench.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryBenchTest {
    @Test
    void a_small_history_is_written_asked_and_reported(@TempDir Path data) {
        try (PastServer server = new PastServer(data)) {
            HistoryBench.Figures figures = HistoryBench.measure(server, 200, 5_000, 40);
            assertThat(figures.users()).isBetween(50L, 250L);
            assertThat(server.history("/v1/journal?kind=PAST_READ&limit=500").path("items"))
                    .hasSizeGreaterThan(80);
        }
    }
}
