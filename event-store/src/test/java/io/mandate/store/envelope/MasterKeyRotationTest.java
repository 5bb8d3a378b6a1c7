package io.mandate.store.envelope;

import static io.mandate.store.Samples.ACME;
import static io.mandate.store.Samples.GIL;
import static io.mandate.store.Samples.commit;
import static io.mandate.store.Samples.from;
import static io.mandate.store.Samples.person;
import static io.mandate.store.Samples.rules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.events.user.UserEvent.UserCreated;
import io.mandate.events.user.UserEvent.UserDeleted;
import io.mandate.events.user.UserEvent.UserPersonalDataErased;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.UserId;
import io.mandate.store.Samples;
import io.mandate.store.StoreNode;
import io.mandate.store.envelope.MasterKeyEpochs.Epoch;
import io.mandate.store.follow.EventReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The master key is replaced while two nodes work, and what was erased before stays so in an old
/// backup.
@SuppressWarnings("NullAway.Init") // set before each test
class MasterKeyRotationTest {
    private static final UserId EVE = new UserId("eve");

    @TempDir
    private Path folder;

    private StoreNode node;
    private StoreNode other;

    @BeforeEach
    void two_nodes_of_a_store_with_people() {
        node = StoreNode.onNewDatabase(folder);
        Samples.register(node, ACME);
        other = node.another();
        commit(node, ACME, person(EVE, "eve@x.io", "Eve", "X"));
        for (int i = 0; i < 20; i++) {
            commit(node, ACME, from(GIL, "10.0.0.7", "curl", "reason " + i), rules(i));
        }
        assertThat(name(other, 1)).isEqualTo(PersonalText.of("Eve"));
    }

    @AfterEach
    void stop() {
        other.close();
        node.close();
    }

    @Test
    void an_added_epoch_is_known_to_every_node_and_wraps_nothing_before_it_is_in_use() {
        add();

        assertThat(epochs()).extracting(Epoch::number).containsExactly(1, 2);
        assertThat(node.get(MasterKeyEpochs.class).standing().nodes())
                .hasSize(2)
                .allSatisfy(each -> assertThat(each.epochs()).containsExactly(1, 2));
        assertThat(node.get(MasterKeyEpochs.class).standing().active()).isEqualTo(1);
        assertThat(node.get(TenantKeyRotation.class).unfinished()).isEmpty();
    }

    @Test
    void a_node_that_ends_is_not_waited_for() {
        other.close();
        assertThat(node.get(MasterKeyEpochs.class).standing().nodes()).hasSize(1);
    }

    @Test
    void afterwards_everything_opens_on_both_nodes_and_the_old_line_is_needed_no_more() throws IOException {
        add();
        activate();
        rotate(node);

        assertThat(epochs()).extracting(Epoch::wraps).containsExactly(0L, 1L);
        everythingOpens();
        // The other node still thinks that the version it remembers is the newest.
        commit(other, ACME, from(GIL, "10.0.0.7", "curl", "late"), rules(1));
        assertThat(reason(node, 22)).isEqualTo(PersonalText.of("late"));

        destroy();
        node.get(MasterKeyWatch.class).look();
        assertThat(Files.readString(folder.resolve("master.key")))
                .startsWith("2:")
                .doesNotContain("1:");
        other.get(MasterKeyWatch.class).look();
        everythingOpens();
        try (StoreNode fresh = node.another()) {
            assertThat(name(fresh, 1)).isEqualTo(PersonalText.of("Eve"));
        }
    }

    @Test
    void what_is_taken_out_meanwhile_is_wrapped_by_the_version_that_goes_with_it() {
        KeyTransport transport = node.get(KeyTransport.class);
        CarriedTenantKey before = transport.of(ACME);
        add();
        activate();
        rotate(node);
        assertThat(transport.page(before, "", 100)).isNotEmpty().allMatch(before::opens);
        CarriedTenantKey after = transport.of(ACME);
        assertThat(transport.page(after, "", 100))
                .isNotEmpty()
                .allMatch(after::opens)
                .noneMatch(before::opens);
    }

    @Test
    void what_was_erased_before_stays_erased_in_an_old_backup() {
        byte[] eve = wrapped("select wrapped from mandate.subject_key where tenant = 'acme' and key_id = 'user:eve'");
        byte[] tenant = wrapped("select wrapped from mandate.tenant_key where tenant = 'acme'");
        String place = SubjectKeys.place(KeyRef.user(ACME, EVE));
        TenantKeys keys = node.get(TenantKeys.class);
        // With the tenant's key of today the key in the backup opens: that is what has to end.
        assertThat(keys.of(ACME).wrapping().open(eve, place)).hasSize(Cipher.KEY_BYTES);
        commit(
                node,
                ACME,
                new UserDeleted(EVE, null, null),
                new UserPersonalDataErased(EVE, node.get(Keys.class).idOf(EVE)));

        add();
        activate();
        rotate(node);
        destroy();
        node.get(MasterKeyWatch.class).look();

        assertThatThrownBy(() -> keys.of(ACME).wrapping().open(eve, place)).isInstanceOf(DamagedTextException.class);
        assertThatThrownBy(() -> node.get(MasterKeys.class).unwrap(1, tenant, TenantKeys.place("acme")))
                .isInstanceOf(MasterKeyMissing.class)
                .hasMessageContaining("Epoch 1");
        assertThat(name(node, 1)).isEqualTo(PersonalText.ERASED);
        assertThat(reason(node, 5)).isEqualTo(PersonalText.of("reason 3"));
    }

    @Test
    void another_node_goes_on_where_the_first_one_was_stopped() {
        add();
        activate();
        node.inTransaction(() -> {
            node.get(TenantKeyRotation.class).begin(ACME);
            return 0;
        });
        Optional<String> reached =
                node.inTransaction(() -> node.get(TenantKeyRotation.class).rewrap(ACME, "", 5));
        assertThat(reached).isPresent();
        everythingOpens();
        assertThat(node.inTransaction(() -> node.get(TenantKeyRotation.class).finish(ACME)))
                .isFalse();
        assertThatThrownBy(this::destroy).hasMessageContaining("still wrapped under epoch 1");

        assertThat(other.get(TenantKeyRotation.class).unfinished()).containsExactly(ACME);
        rotate(other);

        everythingOpens();
        assertThat(node.get(TenantKeyRotation.class).unfinished()).isEmpty();
    }

    @Test
    void nothing_is_lost_of_what_is_written_meanwhile() throws InterruptedException {
        add();
        activate();
        AtomicBoolean going = new AtomicBoolean(true);
        List<Thread> writers = new ArrayList<>();
        for (StoreNode each : List.of(node, other)) {
            writers.add(Thread.ofPlatform().start(() -> {
                while (going.get()) {
                    commit(each, ACME, from(GIL, "10.0.0.7", "curl", "meanwhile"), rules(1));
                }
            }));
        }
        rotate(node);
        rotate(other);
        going.set(false);
        for (Thread writer : writers) {
            writer.join();
        }
        rotate(node);

        for (StoreNode each : List.of(node, other)) {
            assertThat(each.get(EventReader.class).commits(ACME, 0, 100_000).stream()
                            .flatMap(commit -> commit.events().stream())
                            .filter(event -> event.seq() > 1)
                            .map(event -> event.metadata().reason()))
                    .allSatisfy(reason -> assertThat(reason.erased()).isFalse());
        }
    }

    @Test
    void under_a_destroyed_epoch_nobody_can_wrap_anything() {
        add();
        activate();
        rotate(node);
        destroy();

        assertThatThrownBy(() -> node.sql()
                        .sql("insert into mandate.tenant_key (tenant, epoch, wrapped) values ('late', 1, 'x')")
                        .update())
                .hasMessageContaining("epoch 1 of the master key is destroyed");
    }

    private void add() {
        assertThat(new MasterKeyFile(folder.resolve("master.key")).add()).isEqualTo(2);
        node.get(MasterKeyWatch.class).look();
        other.get(MasterKeyWatch.class).look();
    }

    private void activate() {
        inTransaction(() -> node.get(MasterKeyEpochs.class).activate(2));
    }

    private void destroy() {
        inTransaction(() -> node.get(MasterKeyEpochs.class).destroy(1));
    }

    /// As the worker does it, in small batches.
    private void rotate(StoreNode at) {
        TenantKeyRotation rotation = at.get(TenantKeyRotation.class);
        for (var tenant : rotation.unfinished()) {
            at.inTransaction(() -> {
                rotation.begin(tenant);
                return 0;
            });
            Optional<String> after = Optional.of("");
            while (after.isPresent()) {
                String from = after.get();
                after = at.inTransaction(() -> rotation.rewrap(tenant, from, 7));
            }
            at.inTransaction(() -> rotation.finish(tenant));
        }
    }

    private void inTransaction(Runnable work) {
        new TransactionTemplate(node.get(PlatformTransactionManager.class)).executeWithoutResult(_ -> work.run());
    }

    private void everythingOpens() {
        for (StoreNode each : List.of(node, other)) {
            assertThat(name(each, 1)).isEqualTo(PersonalText.of("Eve"));
            for (int i = 0; i < 20; i++) {
                assertThat(reason(each, i + 2)).isEqualTo(PersonalText.of("reason " + i));
            }
        }
    }

    private byte[] wrapped(String sql) {
        return node.owner().sql(sql).query((row, _) -> row.getBytes(1)).single();
    }

    private List<Epoch> epochs() {
        return node.get(MasterKeyEpochs.class).epochs();
    }

    private static PersonalText name(StoreNode at, long seq) {
        return ((UserCreated)
                        at.get(EventReader.class).event(ACME, seq).orElseThrow().event())
                .firstName();
    }

    private static PersonalText reason(StoreNode at, long seq) {
        return at.get(EventReader.class)
                .event(ACME, seq)
                .orElseThrow()
                .metadata()
                .reason();
    }
}
