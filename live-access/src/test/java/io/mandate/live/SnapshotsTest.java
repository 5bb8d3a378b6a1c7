package io.mandate.live;

import static io.mandate.live.LiveNode.ACME;
import static io.mandate.live.People.EVE;
import static io.mandate.live.People.SAM;
import static io.mandate.live.People.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.access.index.AccessIndex;
import io.mandate.events.DomainEvent;
import io.mandate.events.RecordedEvent;
import io.mandate.events.user.UserEvent.UserActivated;
import io.mandate.events.user.UserEvent.UserSuspended;
import io.mandate.events.values.UserId;
import io.mandate.store.Commit;
import io.mandate.store.follow.EventReader;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotsTest {
    private static final String ORIGIN = "store s1";
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private LiveNode node;
    private final AtomicLong pagesRead = new AtomicLong();

    @BeforeEach
    void begin(@TempDir Path other) {
        node = new LiveNode(other).register(ACME);
        node.commit(ACME, user(EVE), new UserActivated(EVE));
        node.commit(ACME, new UserSuspended(EVE));
    }

    @AfterEach
    void end() {
        node.close();
    }

    @Test
    void a_start_folds_only_what_came_since_the_last_shutdown() {
        runOnce();
        assertThat(pagesRead).hasValue(1);
        runOnce();
        assertThat(pagesRead).as("nothing came since").hasValue(1);

        node.commit(ACME, user(SAM));
        try (LiveIndex live = start()) {
            assertThat(pagesRead).hasValue(2);
            assertThat(live.now(ACME).user(SAM)).isNotNull();
            assertThat(live.at(ACME, 2).user(EVE)).isEqualTo(plain().at(ACME, 2).user(EVE));
            Commit next = node.commit(ACME, new UserActivated(SAM));
            assertThat(live.await(ACME, next.lastSeq(), LONG))
                    .as("it is followed")
                    .isTrue();
        }
    }

    @Test
    void a_damaged_file_is_not_looked_into() throws IOException {
        runOnce();
        byte[] whole = Files.readAllBytes(file().path());
        for (int i = 0; i < whole.length; i += 1 + whole.length / 40) {
            byte[] damaged = whole.clone();
            damaged[i] ^= 0x40;
            Files.write(file().path(), damaged);
            assertThatThrownBy(() -> file().read())
                    .isInstanceOf(IOException.class)
                    .hasMessage("it is damaged");
            Files.write(file().path(), Arrays.copyOf(whole, i));
            assertThatThrownBy(() -> file().read()).isInstanceOf(IOException.class);
        }
        pagesRead.set(0);
        runOnce();

        assertThat(pagesRead).as("folded from the store instead").hasValue(1);
        assertThat(file().read()).as("and written again").isPresent();
    }

    @Test
    void a_file_of_another_store_is_not_used() throws IOException {
        new IndexFile(folder, "store s2").write(plain());
        runOnce();

        assertThat(pagesRead).hasValue(1);
    }

    @Test
    void a_file_ahead_of_a_restored_store_is_not_used() throws IOException {
        AccessIndex ahead = plain();
        ahead.apply(ACME, next(ahead, user(SAM)));
        file().write(ahead);
        try (LiveIndex live = start()) {
            assertThat(pagesRead).hasValue(1);
            assertThat(live.head(ACME)).isEqualTo(3);
            assertThat(live.now(ACME).user(SAM)).isNull();
        }
    }

    @Test
    void a_file_that_tells_another_history_is_not_used() throws IOException {
        AccessIndex other = plain();
        other.apply(ACME, next(other, user(SAM)));
        file().write(other);
        node.commit(ACME, user(new UserId("kim")));
        try (LiveIndex live = start()) {
            assertThat(live.now(ACME).user(SAM)).isNull();
            assertThat(live.now(ACME).user(new UserId("kim"))).isNotNull();
        }
    }

    @Test
    void a_folder_that_cannot_be_written_stops_nothing() throws IOException {
        Path nowhere = folder.resolve("missing");
        try (LiveIndex live = node.index(LONG, new IndexFile(nowhere, ORIGIN))) {
            live.start();
            assertThat(live.now(ACME).user(EVE)).isNotNull();
        }
        assertThat(nowhere).doesNotExist();
    }

    @Test
    void only_its_owner_can_read_it_and_nothing_is_left_beside_it() throws IOException {
        Files.writeString(folder.resolve("index.snapshot123.tmp"), "of a process that was killed");
        runOnce();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().path())))
                .isEqualTo("rw-------");
        try (var all = Files.list(folder)) {
            assertThat(all).containsExactly(file().path());
        }
    }

    @Test
    void it_has_no_personal_data() throws IOException {
        node.commit(ACME, People.named(SAM, "Samuelsson"));
        runOnce();

        assertThat(Files.readString(file().path(), StandardCharsets.ISO_8859_1))
                .contains("sam")
                .doesNotContain("Samuelsson");
    }

    private void runOnce() {
        start().close();
    }

    private LiveIndex start() {
        LiveIndex live = node.index(counting(node.reader()), LONG, file());
        live.start();
        return live;
    }

    private IndexFile file() {
        return new IndexFile(folder, ORIGIN);
    }

    private AccessIndex plain() {
        AccessIndex index = new AccessIndex();
        node.reader()
                .commits(ACME, 0, 1_000, EventReader.Personal.SEALED)
                .forEach(commit -> index.apply(ACME, commit.events()));
        return index;
    }

    private List<RecordedEvent> next(AccessIndex index, DomainEvent event) {
        RecordedEvent last = node.reader().event(ACME, index.head(ACME)).orElseThrow();
        long seq = last.seq() + 1;
        return List.of(new RecordedEvent(
                ACME,
                seq,
                seq,
                last.recordedAt().plusSeconds(1),
                "acme/user/x",
                0,
                last.eventId(),
                event,
                last.metadata()));
    }

    /// The store's own reader, with a count of the pages it was asked for.
    private EventReader counting(EventReader reader) {
        return (EventReader) Proxy.newProxyInstance(
                EventReader.class.getClassLoader(), new Class<?>[] {EventReader.class}, (_, method, arguments) -> {
                    if (method.getName().equals("commits")) {
                        pagesRead.incrementAndGet();
                    }
                    try {
                        return method.invoke(reader, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
