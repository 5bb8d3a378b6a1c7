package io.mandate.store.envelope;

import static io.mandate.store.Samples.ACME;
import static io.mandate.store.Samples.GIL;
import static io.mandate.store.Samples.commit;
import static io.mandate.store.Samples.from;
import static io.mandate.store.Samples.person;
import static io.mandate.store.Samples.rules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.events.EventMetadata;
import io.mandate.events.tenant.TenantEvent.ReasonRedacted;
import io.mandate.events.tenant.TenantEvent.TenantOffboarded;
import io.mandate.events.user.UserEvent;
import io.mandate.events.user.UserEvent.UserCreated;
import io.mandate.events.user.UserEvent.UserDeleted;
import io.mandate.events.user.UserEvent.UserPersonalDataErased;
import io.mandate.events.user.UserEvent.UsernameChanged;
import io.mandate.events.values.Actor;
import io.mandate.events.values.ChangeSetId;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.store.Commit;
import io.mandate.store.Samples;
import io.mandate.store.StoreNode;
import io.mandate.store.append.CommitWriter;
import io.mandate.store.append.StreamId;
import io.mandate.store.append.StreamReader;
import io.mandate.store.append.TenantRegistry;
import io.mandate.store.follow.EventReader;
import io.mandate.testing.postgres.PlainText;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersonalDataTest {
    private static final UserId EVE = new UserId("eve");
    private static StoreNode node;
    private static StoreNode other;
    private static int tenants;

    private TenantId tenant = ACME;

    @BeforeAll
    static void start(@TempDir Path folder) {
        node = StoreNode.onNewDatabase(folder);
        other = node.another();
    }

    @AfterAll
    static void stop() {
        other.close();
        node.close();
    }

    @BeforeEach
    void a_new_tenant() {
        tenant = new TenantId("tenant-" + tenants++);
        Samples.register(node, tenant);
    }

    @Test
    void no_table_holds_clear_personal_text() {
        commit(
                node,
                tenant,
                from(GIL, "10.11.12.13", "Mozilla/5.0 (Evebook/9)", "because Eve asked"),
                person(EVE, "eve.angstrom@example.org", "Evelina-Maria", "Ångström-Lind"));

        assertThat(new PlainText(
                                "eve.angstrom",
                                "Evelina-Maria",
                                "Ångström-Lind",
                                "10.11.12.13",
                                "Evebook/9",
                                "Eve asked")
                        .inRows(node.database()))
                .isEmpty();
        // The search itself finds what is there.
        assertThat(new PlainText("request-1").inRows(node.database()))
                .contains("request-1 (UTF-8) in mandate.domain_event")
                .allMatch(place -> place.endsWith(" in mandate.domain_event"));
        assertThat(created(node).firstName()).isEqualTo(PersonalText.of("Evelina-Maria"));
    }

    @Test
    void the_circumstances_are_opened_again() {
        Commit commit = commit(node, tenant, from(GIL, "10.0.0.7", "curl", "audit finding"), rules(1));

        assertThat(other.get(EventReader.class).commits(tenant, 0, 10)).containsExactly(commit);
        EventMetadata sealed = other.get(EventReader.class)
                .commits(tenant, 0, 10, EventReader.Personal.SEALED)
                .getFirst()
                .events()
                .getFirst()
                .metadata();
        assertThat(sealed.ip()).isEqualTo(PersonalText.ERASED);
        assertThat(sealed.actor())
                .isEqualTo(commit.events().getFirst().metadata().actor());
    }

    @Test
    void an_erased_user_is_unreadable_on_every_node_from_the_commit_on_and_also_for_new_readers() {
        commit(node, tenant, person(EVE, "eve@x.io", "Eve", "X"));
        assertThat(created(other).username()).isEqualTo(PersonalText.of("eve@x.io"));

        erase(EVE);

        // The other node still has the key in memory, and a node started now never had it.
        assertThat(created(other)).satisfies(PersonalDataTest::isErased);
        assertThat(created(node)).satisfies(PersonalDataTest::isErased);
        try (StoreNode fresh = node.another()) {
            assertThat(created(fresh)).satisfies(PersonalDataTest::isErased);
        }
        assertThat(((UserCreated) other.get(StreamReader.class)
                                .read(StreamId.of(tenant, StreamId.Kind.USER, EVE), 0)
                                .getFirst()
                                .event())
                        .firstName())
                .isEqualTo(PersonalText.ERASED);
    }

    private static void isErased(UserCreated user) {
        assertThat(user.user()).isEqualTo(EVE);
        assertThat(List.of(user.username(), user.firstName(), user.lastName(), user.email()))
                .containsOnly(PersonalText.ERASED);
        assertThat(user.personalAttributes().values()).containsOnly(PersonalText.ERASED);
    }

    @Test
    void nothing_is_sealed_for_an_erased_user_again() {
        commit(node, tenant, person(EVE, "eve@x.io", "Eve", "X"));
        created(other);
        erase(EVE);

        commit(other, tenant, new UsernameChanged(EVE, null, PersonalText.of("late@x.io"), false));

        UsernameChanged late = (UsernameChanged)
                node.get(EventReader.class).event(tenant, head()).orElseThrow().event();
        assertThat(late.to()).isEqualTo(PersonalText.ERASED);
    }

    @Test
    void who_deletes_himself_leaves_no_address_behind() {
        commit(node, tenant, person(EVE, "eve@x.io", "Eve", "X"));
        commit(
                node,
                tenant,
                from(EVE, "10.0.0.9", "curl", "I leave"),
                new UserDeleted(EVE, null, null),
                new UserPersonalDataErased(EVE, node.get(Keys.class).idOf(EVE)));

        EventMetadata metadata =
                other.get(EventReader.class).event(tenant, head()).orElseThrow().metadata();
        assertThat(metadata.ip()).isEqualTo(PersonalText.ERASED);
        // The reason belongs to the change set.
        assertThat(metadata.reason()).isEqualTo(PersonalText.of("I leave"));
    }

    @Test
    void a_redacted_reason_is_unreadable_on_every_node_and_the_reasons_beside_it_are_not() {
        Commit told = commit(node, tenant, from(GIL, "10.0.0.7", "curl", "Eve was ill"), rules(1));
        commit(node, tenant, from(GIL, "10.0.0.7", "curl", "as agreed"), rules(2));
        assertThat(reason(other, 1)).isEqualTo(PersonalText.of("Eve was ill"));

        ChangeSetId changeSet = told.events().getFirst().metadata().changeSet();
        commit(
                node,
                tenant,
                new ReasonRedacted(1, changeSet, node.get(Keys.class).idOf(changeSet)));

        assertThat(reason(other, 1)).isEqualTo(PersonalText.ERASED);
        assertThat(reason(node, 1)).isEqualTo(PersonalText.ERASED);
        assertThat(reason(other, 2)).isEqualTo(PersonalText.of("as agreed"));
        assertThat(node.get(Keys.class).stateOf(KeyRef.changeSet(tenant, changeSet)))
                .isEqualTo(Keys.State.DESTROYED);
    }

    @Test
    void of_a_tenant_that_ended_nothing_is_readable_on_any_node_and_nothing_is_sealed_again() {
        commit(node, tenant, from(GIL, "10.0.0.7", "curl", "welcome"), person(EVE, "eve@x.io", "Eve", "X"));
        assertThat(created(other).firstName()).isEqualTo(PersonalText.of("Eve"));
        TenantId neighbour = new TenantId("neighbour-" + tenants);
        Samples.register(node, neighbour);
        commit(node, neighbour, from(GIL, "10.0.0.7", "curl", "still here"), rules(1));

        commit(
                node,
                tenant,
                from(GIL, "10.0.0.7", "curl", "contract ended"),
                new TenantOffboarded(node.get(Keys.class).idOf(tenant)));

        for (StoreNode each : List.of(node, other)) {
            assertThat(created(each)).satisfies(PersonalDataTest::isErased);
            assertThat(reason(each, 1)).isEqualTo(PersonalText.ERASED);
            assertThat(reason(each, 2)).isEqualTo(PersonalText.ERASED);
        }
        try (StoreNode fresh = node.another()) {
            assertThat(created(fresh)).satisfies(PersonalDataTest::isErased);
        }
        assertThat(other.get(EventReader.class)
                        .event(neighbour, 1)
                        .orElseThrow()
                        .metadata()
                        .reason())
                .isEqualTo(PersonalText.of("still here"));
        commit(node, tenant, from(GIL, "10.0.0.7", "curl", "late"), rules(2));
        assertThat(reason(node, 3)).isEqualTo(PersonalText.ERASED);
    }

    @Test
    void the_destroyed_key_of_a_tenant_cannot_be_put_back_and_the_newest_cannot_be_removed() {
        assertThatThrownBy(() -> node.sql()
                        .sql("delete from mandate.tenant_key where tenant = ?")
                        .param(tenant.value())
                        .update())
                .hasMessageContaining("is the newest");
        commit(node, tenant, new TenantOffboarded(node.get(Keys.class).idOf(tenant)));

        assertThatThrownBy(() -> node.sql()
                        .sql("update mandate.tenant_key set wrapped = 'x', destroyed_at = null where tenant = ?")
                        .param(tenant.value())
                        .update())
                .hasMessageContaining("is destroyed");
    }

    private PersonalText reason(StoreNode reader, long seq) {
        return reader.get(EventReader.class)
                .event(tenant, seq)
                .orElseThrow()
                .metadata()
                .reason();
    }

    @Test
    void a_destroyed_key_cannot_be_put_back() {
        commit(node, tenant, person(EVE, "eve@x.io", "Eve", "X"));
        erase(EVE);

        assertThatThrownBy(() -> node.sql()
                        .sql("update mandate.subject_key set wrapped = 'x', destroyed_at = null where tenant = ?")
                        .param(tenant.value())
                        .update())
                .hasMessageContaining("is destroyed");
    }

    @Test
    void a_key_that_was_rolled_back_is_not_used_again() {
        assertThatThrownBy(() -> node.inTransaction(() -> {
                    Samples.append(node, tenant, Samples.by(GIL), person(EVE, "eve@x.io", "Eve", "X"));
                    node.get(CommitWriter.class).flush();
                    // Reads its own, uncommitted key.
                    node.get(EventReader.class).commits(tenant, 0, 10);
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        commit(node, tenant, person(EVE, "eve@y.io", "Eve", "Y"));

        assertThat(created(other).username()).isEqualTo(PersonalText.of("eve@y.io"));
    }

    @Test
    void the_key_of_a_tenant_that_was_rolled_back_is_not_used_again() {
        TenantId twice = new TenantId("twice");
        assertThatThrownBy(() -> node.inTransaction(() -> {
                    node.get(TenantRegistry.class).create(twice);
                    node.get(UsernameHash.class).of(twice, "eve");
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        Samples.register(other, twice);

        assertThat(node.get(UsernameHash.class).of(twice, "eve"))
                .isEqualTo(other.get(UsernameHash.class).of(twice, "eve"))
                .hasSize(32);
    }

    @Test
    void usernames_of_two_tenants_have_nothing_in_common() {
        TenantId second = new TenantId("second");
        Samples.register(node, second);

        UsernameHash hash = node.get(UsernameHash.class);
        assertThat(hash.of(tenant, "eve")).isNotEqualTo(hash.of(second, "eve")).isNotEqualTo(hash.of(tenant, "Eve"));
    }

    @Test
    void what_was_sealed_for_one_person_does_not_open_as_anothers() {
        commit(node, tenant, person(EVE, "eve@x.io", "Eve", "X"));
        commit(node, tenant, person(new UserId("bob"), "bob@x.io", "Bob", "X"));

        node.sql().sql("""
                        update mandate.subject_key k set wrapped =
                          (select wrapped from mandate.subject_key b where b.tenant = k.tenant and b.key_id = 'user:bob')
                        where k.tenant = ? and k.key_id = 'user:eve'""").param(tenant.value()).update();

        assertThatThrownBy(() -> created(other)).isInstanceOf(DamagedTextException.class);
    }

    @Test
    void operators_have_their_key_in_the_system_tenant() {
        node.inTransaction(() -> node.get(TenantRegistry.class).create(new TenantId("system")));
        Actor operator = new Actor(Actor.Kind.OPERATOR, new UserId("op-1"));
        Commit commit = commit(
                node,
                tenant,
                Samples.metadata(
                        operator, PersonalText.of("10.9.9.9"), PersonalText.of("curl"), PersonalText.of("audit")),
                rules(1));

        assertThat(other.get(EventReader.class).commits(tenant, 0, 10)).containsExactly(commit);
        assertThat(node.sql()
                        .sql("select key_id from mandate.subject_key where tenant = 'system'")
                        .query(String.class)
                        .list())
                .containsExactly("user:op-1");
    }

    @Test
    void clear_text_is_in_no_message() {
        UserEvent event = person(EVE, "eve@x.io", "Eve", "X");

        assertThat(event.toString().toLowerCase(Locale.ROOT)).doesNotContain("eve@x.io");
    }

    private void erase(UserId user) {
        commit(
                node,
                tenant,
                new UserDeleted(user, null, null),
                new UserPersonalDataErased(user, node.get(Keys.class).idOf(user)));
    }

    private long head() {
        return node.get(EventReader.class).head(tenant).orElseThrow().seq();
    }

    private UserCreated created(StoreNode reader) {
        return (UserCreated)
                reader.get(EventReader.class).event(tenant, 1).orElseThrow().event();
    }
}
