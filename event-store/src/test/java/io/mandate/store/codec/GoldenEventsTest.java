package io.mandate.store.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.events.Alias;
import io.mandate.events.DomainEvent;
import io.mandate.events.EventMetadata;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeDefined;
import io.mandate.events.profile.ProfileEvent.PermissionOverridden;
import io.mandate.events.profile.ProfileEvent.PermissionOverrideCleared;
import io.mandate.events.tenant.Availability;
import io.mandate.events.tenant.TenantEvent.ModuleAvailabilityChanged;
import io.mandate.events.user.UserEvent.UserEnabled;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.store.envelope.Opener;
import io.mandate.store.envelope.Sealed;
import io.mandate.store.envelope.Sealer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The files in `src/test/resources/events` are what events look like in stores that exist. They are
/// never edited: a new form is a new revision with a file of its own. With `-Dgolden.write` a missing
/// file is written, never a present one.
class GoldenEventsTest {
    private static final Path FOLDER = Path.of("src/test/resources/events");
    private static final Pattern NAME = Pattern.compile("([A-Za-z]+)\\.r(\\d+)\\.json");
    private static final TenantId TENANT = new TenantId("acme");
    /// A text sealed in a form that can be compared.
    private static final Sealer SEALER =
            (key, text) -> Optional.of(new Sealed(key, ("<" + text + ">").getBytes(StandardCharsets.UTF_8)));
    private static final Opener OPENER = closed -> {
        String text = new String(closed.bytes(), StandardCharsets.UTF_8);
        return Optional.of(text.substring(1, text.length() - 1));
    };
    private static final EventCodec CODEC = new EventCodec();
    private static final EventReading READING = CODEC.reading(TENANT, OPENER, OPENER);

    @BeforeAll
    static void write_missing_files_if_asked() throws IOException {
        if (System.getProperty("golden.write") != null) {
            for (String name : CODEC.aliases().names()) {
                Path file = newest(name);
                if (!Files.exists(file)) {
                    write(
                            file,
                            encode(SampleEvents.full(CODEC.aliases().classOf(name)))
                                    .payload());
                }
            }
            if (!Files.exists(FOLDER.resolve("metadata.json"))) {
                write(
                        FOLDER.resolve("metadata.json"),
                        encode(SampleEvents.full(ModuleAvailabilityChanged.class))
                                .metadata());
            }
        }
    }

    private static void write(Path file, byte[] json) throws IOException {
        Files.writeString(file, new String(json, StandardCharsets.UTF_8) + "\n", StandardOpenOption.CREATE_NEW);
    }

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files
                    .filter(file -> NAME.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    static Stream<Class<? extends DomainEvent>> events() {
        return CODEC.aliases().names().stream().map(name -> CODEC.aliases().classOf(name));
    }

    @ParameterizedTest
    @MethodSource("files")
    void what_was_written_once_is_read_and_the_newest_form_is_written_byte_for_byte(Path file) throws IOException {
        Matcher name = NAME.matcher(file.getFileName().toString());
        assertThat(name.matches()).isTrue();
        byte[] golden = golden(file);

        DomainEvent event = READING.event(name.group(1), Integer.parseInt(name.group(2)), golden);

        if (file.equals(newest(name.group(1)))) {
            assertThat(new String(encode(event).payload(), StandardCharsets.UTF_8))
                    .isEqualTo(new String(golden, StandardCharsets.UTF_8));
        }
    }

    @Test
    void every_event_has_a_file_for_each_of_its_revisions() throws IOException {
        Set<String> wanted = new TreeSet<>();
        for (String name : CODEC.aliases().names()) {
            int newest = CODEC.aliases().of(CODEC.aliases().classOf(name)).revision();
            for (int revision = 1; revision <= newest; revision++) {
                wanted.add(name + ".r" + revision + ".json");
            }
        }

        assertThat(files().map(file -> file.getFileName().toString())).containsExactlyElementsOf(wanted);
    }

    @Test
    void metadata_is_read_and_written_byte_for_byte() throws IOException {
        byte[] golden = golden(FOLDER.resolve("metadata.json"));

        EventMetadata metadata = READING.metadata(golden);

        assertThat(CODEC.encode(TENANT, SampleEvents.full(ModuleAvailabilityChanged.class), metadata, SEALER)
                        .metadata())
                .isEqualTo(golden);
    }

    @ParameterizedTest
    @MethodSource("events")
    void what_may_be_absent_may_be_absent(Class<? extends DomainEvent> type) {
        DomainEvent sparse = SampleEvents.sparse(type);
        StoredEvent stored = encode(sparse);

        assertThat(READING.event(stored.type(), stored.revision(), stored.payload()))
                .isEqualTo(sparse);
        assertThat(new String(stored.payload(), StandardCharsets.UTF_8)).doesNotContain("null");
    }

    @Test
    void availability_of_two_states_becomes_one_of_three() {
        byte[] written = "{\"from\":true,\"module\":\"commerce\",\"to\":false}".getBytes(StandardCharsets.UTF_8);

        assertThat(READING.event("ModuleAvailabilityChanged", 1, written))
                .isEqualTo(new ModuleAvailabilityChanged(
                        new NodeKey("commerce"), Availability.AVAILABLE, Availability.UNAVAILABLE));
    }

    @Test
    void levels_and_overrides_of_before_limit_nothing() throws IOException {
        CatalogNodeDefined defined = (CatalogNodeDefined) first("CatalogNodeDefined");
        assertThat(defined.definition().levels())
                .isNotEmpty()
                .allSatisfy(level -> assertThat(level.scopes()).isEmpty());
        assertThat(Objects.requireNonNull(defined.previous()).levels())
                .isNotEmpty()
                .allSatisfy(level -> assertThat(level.scopes()).isEmpty());
        PermissionOverridden overridden = (PermissionOverridden) first("PermissionOverridden");
        assertThat(overridden.fromScopes()).isEmpty();
        assertThat(overridden.toScopes()).isEmpty();
        assertThat(((PermissionOverrideCleared) first("PermissionOverrideCleared")).fromScopes())
                .isEmpty();
    }

    private static DomainEvent first(String name) throws IOException {
        return READING.event(name, 1, golden(FOLDER.resolve(name + ".r1.json")));
    }

    @Test
    void a_newer_revision_an_unknown_name_or_an_unknown_field_is_refused() {
        byte[] event = "{\"user\":\"eve\"}".getBytes(StandardCharsets.UTF_8);
        byte[] more = "{\"user\":\"eve\",\"more\":1}".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> READING.event("UserEnabled", 2, event)).isInstanceOf(UnreadablePayloadException.class);
        assertThatThrownBy(() -> READING.event("UserEnchanted", 1, event))
                .isInstanceOf(UnreadablePayloadException.class);
        assertThatThrownBy(() -> READING.event("UserEnabled", 1, more)).isInstanceOf(UnreadablePayloadException.class);
    }

    @Test
    void what_is_no_event_is_refused_and_the_next_one_read() {
        byte[] event = "{\"user\":\"eve\"}".getBytes(StandardCharsets.UTF_8);
        for (String damaged : List.of("", "null", "{\"user\":", "{\"user\":\"eve\"}}", "{\"user\":\"eve\"} 1", "7")) {
            byte[] bytes = damaged.getBytes(StandardCharsets.UTF_8);
            assertThatThrownBy(() -> READING.event("UserEnabled", 1, bytes))
                    .as(damaged)
                    .isInstanceOf(UnreadablePayloadException.class);
            assertThat(READING.event("UserEnabled", 1, event))
                    .as("after " + damaged)
                    .isEqualTo(new UserEnabled(new UserId("eve")));
        }
    }

    @Test
    void text_whose_key_is_destroyed_is_not_kept_at_all() {
        StoredEvent stored = CODEC.encode(
                TENANT,
                SampleEvents.full(io.mandate.events.user.UserEvent.UsernameChanged.class),
                (EventMetadata) SampleEvents.record(EventMetadata.class, true),
                (_, _) -> Optional.empty());

        assertThat(new String(stored.payload(), StandardCharsets.UTF_8))
                .contains("\"from\":{\"erased\":true}")
                .doesNotContain("Eve");
    }

    private static StoredEvent encode(DomainEvent event) {
        return CODEC.encode(TENANT, event, (EventMetadata) SampleEvents.record(EventMetadata.class, true), SEALER);
    }

    private static Path newest(String name) {
        Alias alias = CODEC.aliases().of(CODEC.aliases().classOf(name));
        return FOLDER.resolve(name + ".r" + alias.revision() + ".json");
    }

    private static byte[] golden(Path file) throws IOException {
        return Files.readString(file).stripTrailing().getBytes(StandardCharsets.UTF_8);
    }
}
