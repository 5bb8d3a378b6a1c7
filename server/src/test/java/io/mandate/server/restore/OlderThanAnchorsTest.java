package io.mandate.server.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.events.values.TenantId;
import io.mandate.store.merkle.Hash;
import io.mandate.store.note.SignedNote;
import io.mandate.store.note.SigningKey;
import io.mandate.store.proof.TenantCheckpoint;
import io.mandate.store.proof.anchor.AnchorFolder;
import io.mandate.store.schema.StoreSchema;
import io.mandate.testing.postgres.TestDatabase;
import io.mandate.testing.postgres.TestPostgres;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class OlderThanAnchorsTest {
    private static final TenantId TENANT = new TenantId("acme");

    @TempDir
    private Path folder = Path.of(".");

    private final TestDatabase database = TestPostgres.newDatabase();

    @BeforeEach
    void a_log_of_seven_events() {
        StoreSchema.migrate(database.owner(), TestDatabase.RUNTIME);
        JdbcClient.create(database.owner())
                .sql("insert into mandate.tenant_head (tenant, seq) values ('acme', 7)")
                .update();
    }

    @Test
    void a_log_that_reaches_what_was_anchored_is_as_it_was_left() {
        assertThat(isOlder()).isFalse();
        anchor(store(), 7);
        assertThat(isOlder()).isFalse();
    }

    @Test
    void a_log_that_ends_before_it_is_an_older_one() {
        anchor(store(), 8);
        assertThat(isOlder()).isTrue();
    }

    @Test
    void a_log_that_is_gone_altogether_is_an_older_one() {
        JdbcClient.create(database.owner())
                .sql("delete from mandate.tenant_head")
                .update();
        anchor(store(), 1);
        assertThat(isOlder()).isTrue();
    }

    @Test
    void what_was_anchored_before_the_last_restore_was_seen_then() {
        anchor("formerly", 8);
        assertThat(isOlder()).isFalse();
    }

    private boolean isOlder() {
        return OlderThanAnchors.is(database.owner(), new AnchorFolder(folder));
    }

    private String store() {
        return JdbcClient.create(database.owner())
                .sql("select store_id from mandate.store_identity")
                .query(String.class)
                .single();
    }

    private void anchor(String store, long size) {
        TenantCheckpoint said = new TenantCheckpoint(store, TENANT, size, Hash.EMPTY, null, 0, Hash.EMPTY);
        new AnchorFolder(folder).append(TENANT, SignedNote.sign(said.text(), said.origin(), SigningKey.generate()));
    }
}
