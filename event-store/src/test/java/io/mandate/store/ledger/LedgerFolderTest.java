package io.mandate.store.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.store.envelope.KeyRef;
import io.mandate.store.ledger.LedgerLine.Ended;
import io.mandate.store.ledger.LedgerLine.Intended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is read of files that others append to meanwhile.
class LedgerFolderTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final UUID COMMIT = new UUID(0, 1);

    @TempDir
    private Path place;

    @Test
    void what_was_appended_since_is_read_on_as_if_all_was_read_at_once() throws IOException {
        LedgerFolder folder = new LedgerFolder(place);
        Path path;
        try (LedgerWriter writer = folder.take("line", Map.of())) {
            writer.append(List.of(intended("eve"), intended("ada")));
            path = folder.read(Map.of()).getFirst().path();
        }
        Files.writeString(path, "{\"void\": \"" + COMMIT, StandardOpenOption.APPEND); // power is off
        List<LedgerFile> first = folder.read(Map.of());
        assertThat(first.getFirst().settled()).isFalse();
        try (LedgerWriter writer = LedgerWriter.take(path, "any").orElseThrow()) {
            writer.mend();
            writer.append(List.of(new Ended(COMMIT, true)));
        }
        try (LedgerWriter _ = folder.create("line", more -> more.append(List.of(intended("bob"))))) {
            assertThat(folder.readOn(first)).isEqualTo(folder.read(Map.of())).hasSize(2);
        }
        LedgerFile file = folder.readOn(first).stream()
                .filter(each -> each.path().equals(path))
                .findFirst()
                .orElseThrow();
        assertThat(file.settled()).isTrue();
        assertThat(file.entries())
                .extracting(LedgerFile.Entry::line)
                .containsExactly(intended("eve"), intended("ada"), new Ended(COMMIT, true));
    }

    private static Intended intended(String user) {
        return new Intended(
                COMMIT, new Erasure(KeyRef.user(ACME, new UserId(user)), ACME, 1, null, Instant.EPOCH, "USER:gil"));
    }
}
