package io.mandate.bench.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditBenchTest {
    @Test
    void both_formats_have_a_row_for_each_change(@TempDir Path data) throws Exception {
        try (PastServer server = new PastServer(data)) {
            AuditBench.write(server, 3_000, 50);

            long ndjson = AuditBench.export(server, "ndjson").rows();
            long csv = AuditBench.export(server, "csv").rows();

            assertThat(ndjson).isGreaterThan(3_000).isEqualTo(csv);
        }
    }
}
