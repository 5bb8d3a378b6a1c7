package io.mandate.store.schema;

import static io.mandate.store.Samples.ACME;
import static io.mandate.store.Samples.rules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.events.values.Actor;
import io.mandate.events.values.PersonalText;
import io.mandate.store.Samples;
import io.mandate.store.StoreNode;
import io.mandate.store.journal.AccessJournal;
import io.mandate.store.journal.JournalEntry;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppendOnlyTest {
    private static StoreNode node;

    @BeforeAll
    static void start(@TempDir Path folder) {
        node = StoreNode.onNewDatabase(folder);
        Samples.register(node, ACME);
        Samples.commit(node, ACME, rules(1));
        node.get(AccessJournal.class)
                .record(JournalEntry.looked(
                        ACME,
                        JournalEntry.Kind.EXPORTED,
                        new Actor(Actor.Kind.USER, Samples.GIL),
                        null,
                        "GET /v1/audit",
                        Map.of(),
                        PersonalText.of("10.0.0.7")));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update mandate.domain_event set payload = ''",
                "delete from mandate.domain_event",
                "truncate mandate.domain_event",
                "update mandate.access_journal set entry = ''",
                "delete from mandate.access_journal",
                "truncate mandate.access_journal",
                "alter table mandate.domain_event disable trigger all",
                "delete from mandate.subject_key",
                "update mandate.store_identity set store_id = 'mine'",
                "create or replace function mandate.event_time() returns timestamptz language sql as 'select now()'"
            })
    void the_runtime_role_is_refused(String statement) {
        assertThatThrownBy(() -> node.sql().sql(statement).update())
                .hasRootCauseInstanceOf(org.postgresql.util.PSQLException.class)
                .rootCause()
                .hasMessageMatching("(?s).*(permission denied|must be owner).*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update mandate.domain_event set payload = '' where seq = 77",
                "delete from mandate.domain_event",
                "truncate mandate.domain_event",
                "update mandate.access_journal set entry = ''",
                "delete from mandate.access_journal",
                "truncate mandate.access_journal"
            })
    void even_the_owner_is_refused(String statement) {
        assertThatThrownBy(() -> node.owner().sql(statement).update())
                .hasMessageContaining("what was written there stays");
        assertThat(node.sql()
                        .sql("select count(*) from mandate.domain_event")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }
}
