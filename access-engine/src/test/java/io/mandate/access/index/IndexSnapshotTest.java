package io.mandate.access.index;

import static io.mandate.access.history.Log.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.access.AccessView;
import io.mandate.access.cases.CaseReader;
import io.mandate.access.decision.AccessRules;
import io.mandate.access.decision.Question;
import io.mandate.access.history.Log;
import io.mandate.access.history.RandomHistory;
import io.mandate.access.profile.Profile;
import io.mandate.access.user.Subject;
import io.mandate.events.RecordedEvent;
import io.mandate.events.licence.LicenceEvent.TierQuotaChanged;
import io.mandate.events.licence.QuotaMode;
import io.mandate.events.profile.ProfileEvent.ProfileSettingChanged;
import io.mandate.events.tenant.Policy;
import io.mandate.events.tenant.TenantEvent.TenantPolicyChanged;
import io.mandate.events.tenant.TenantEvent.TenantRegistered;
import io.mandate.events.token.TokenEvent.TokenIssued;
import io.mandate.events.token.TokenEvent.TokenRevoked;
import io.mandate.events.token.TokenRight;
import io.mandate.events.user.PrincipalKind;
import io.mandate.events.user.UserEvent.UserCreated;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.Label;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.SettingKey;
import io.mandate.events.values.SettingValue;
import io.mandate.events.values.TierName;
import io.mandate.events.values.TokenId;
import io.mandate.events.values.UserId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

class IndexSnapshotTest {
    private static final UserId EVE = new UserId("eve-1");

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void an_index_read_back_answers_as_the_one_written_at_every_position_and_goes_on(@ForAll long seed)
            throws IOException {
        Log log = withAllElse(new RandomHistory(seed).log(60));
        AccessIndex whole = log.index();
        AccessIndex index = new AccessIndex();
        int half = log.commits().size() / 2;
        log.commits().subList(0, half).forEach(commit -> index.apply(TENANT, commit));

        AccessIndex restored = roundTrip(index);
        same(restored, whole, log.commits().subList(0, half));
        log.commits().subList(half, log.commits().size()).forEach(commit -> restored.apply(TENANT, commit));
        same(restored, whole, log.commits());
        same(roundTrip(restored), whole, log.commits());
    }

    @Test
    void catalogs_with_all_kinds_of_settings_come_back_as_they_were() throws IOException {
        Log log = CaseReader.log("catalog: shop");
        same(roundTrip(log.index()), log.index(), log.commits());
    }

    @Test
    void tenants_are_kept_apart_and_tokens_lead_to_theirs() throws IOException {
        Log log = withAllElse(new RandomHistory(1).log(5));
        AccessIndex restored = roundTrip(log.index());

        assertThat(restored.tenants()).containsExactly(TENANT);
        assertThat(restored.tenantOfToken("ab".repeat(32))).contains(TENANT);
    }

    @Test
    void a_tenant_is_adopted_only_where_nothing_is_known_of_it() throws IOException {
        Log log = new RandomHistory(1).log(5);
        AccessIndex restored = roundTrip(log.index());
        AccessIndex other = new AccessIndex();

        assertThat(other.adopt(restored, TENANT)).isTrue();
        assertThat(other.head(TENANT)).isEqualTo(log.head());
        assertThat(other.adopt(restored, TENANT)).isFalse();
    }

    @Test
    void what_comes_while_it_is_written_is_all_there_or_not_at_all() throws Exception {
        Log log = new RandomHistory(11).log(4_000);
        AccessIndex whole = log.index();
        Set<Long> heads = new HashSet<>();
        // How often it is written while commits come is up to the scheduler, so it may take some rounds.
        for (int round = 0; round < 100 && heads.size() < 3; round++) {
            heads.addAll(writtenWhileCommitsCome(log, whole));
        }
        assertThat(heads).as("moments it was written at").hasSizeGreaterThan(2);
    }

    private static List<Long> writtenWhileCommitsCome(Log log, AccessIndex whole) throws Exception {
        AccessIndex growing = new AccessIndex();
        Thread writer = new Thread(() -> log.commits().forEach(commit -> growing.apply(TENANT, commit)));
        writer.start();
        List<Long> heads = new ArrayList<>();
        do {
            AccessIndex restored = roundTrip(growing);
            long head = restored.head(TENANT);
            heads.add(head);
            if (head > 0) {
                same(restored.now(TENANT), whole.at(TENANT, head));
                same(restored.at(TENANT, head / 2), whole.at(TENANT, head / 2));
            }
        } while (writer.isAlive());
        writer.join();
        return heads;
    }

    @Test
    void it_is_read_only_for_the_origin_it_was_written_for() throws IOException {
        byte[] bytes = written(new RandomHistory(1).log(3).index());

        assertThatThrownBy(() -> IndexSnapshot.read(new ByteArrayInputStream(bytes), "another store"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another store");
    }

    @Test
    void bytes_of_another_form_are_refused() throws IOException {
        byte[] bytes = written(new RandomHistory(1).log(3).index());
        bytes[20]++;

        assertThatThrownBy(() -> IndexSnapshot.read(new ByteArrayInputStream(bytes), "store"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another version");
        assertThatThrownBy(() -> IndexSnapshot.read(new ByteArrayInputStream(new byte[] {1, 2, 3, 4, 5}), "store"))
                .isInstanceOf(IOException.class);
    }

    @Test
    void it_has_no_personal_data() throws IOException {
        String[] personal = {"Evelyn", "Adamowicz", "evelyn@example.org", "+4670123"};
        byte[] bytes = written(new Log()
                .commit(new UserCreated(
                        EVE,
                        PrincipalKind.USER,
                        null,
                        PersonalText.of(personal[2]),
                        PersonalText.of(personal[0]),
                        PersonalText.of(personal[1]),
                        PersonalText.of(personal[2]),
                        null,
                        null,
                        Map.of(),
                        Map.of(new AttributeKey("phone"), PersonalText.of(personal[3])),
                        null))
                .index());
        String all = new String(bytes, StandardCharsets.ISO_8859_1);

        assertThat(all).contains(EVE.value());
        assertThat(personal).noneMatch(all::contains);
    }

    /// What random histories leave out.
    private static Log withAllElse(Log log) {
        return log.commit(
                        new TenantRegistered(ZoneId.of("Europe/Stockholm"), Label.of("Acme")),
                        new TenantPolicyChanged(Policy.MASK_VISIBLE_CHARS, "3", "4"),
                        new TierQuotaChanged(new TierName("USER"), null, 7L, QuotaMode.HARD),
                        new ProfileSettingChanged(
                                RandomHistory.profile(0),
                                new SettingKey("home/limit"),
                                null,
                                new SettingValue.Choice("OTHER", -5L)),
                        new ProfileSettingChanged(
                                RandomHistory.profile(0),
                                new SettingKey("home/words"),
                                null,
                                new SettingValue.Mapping(new TreeMap<>(Map.of("b", "2", "a", "1")))))
                .commit(new TokenIssued(
                        new TokenId("t-1"),
                        RandomHistory.user(0),
                        "ab".repeat(32),
                        new TreeSet<>(Arrays.asList(TokenRight.values())),
                        Instant.parse("2026-05-01T00:00:00.123456Z")))
                .commit(new TokenRevoked(new TokenId("t-1"), RandomHistory.user(0)));
    }

    static AccessIndex roundTrip(AccessIndex index) throws IOException {
        return IndexSnapshot.read(new ByteArrayInputStream(written(index)), "store");
    }

    private static byte[] written(AccessIndex index) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        IndexSnapshot.write(index, "store", bytes);
        return bytes.toByteArray();
    }

    private static void same(AccessIndex actual, AccessIndex expected, List<List<RecordedEvent>> commits) {
        assertThat(actual.head(TENANT)).isEqualTo(commits.getLast().getLast().seq());
        for (List<RecordedEvent> commit : commits) {
            long end = commit.getLast().seq();
            same(actual.at(TENANT, end), expected.at(TENANT, end));
            assertThat(actual.at(TENANT, end - 1).position())
                    .isEqualTo(expected.at(TENANT, end - 1).position());
            assertThat(actual.versions(TENANT).recordedAt(end))
                    .isEqualTo(expected.versions(TENANT).recordedAt(end));
        }
    }

    static void same(AccessView actual, AccessView expected) {
        assertThat(actual.position()).isEqualTo(expected.position());
        assertThat(List.copyOf(actual.catalog().nodes()))
                .isEqualTo(List.copyOf(expected.catalog().nodes()));
        assertThat(actual.catalog().settings()).isEqualTo(expected.catalog().settings());
        assertThat(actual.catalog().roles()).isEqualTo(expected.catalog().roles());
        assertThat(actual.catalog().roleTypes()).isEqualTo(expected.catalog().roleTypes());
        assertThat(actual.catalog().attributes()).isEqualTo(expected.catalog().attributes());
        assertThat(actual.catalog().tiers()).isEqualTo(expected.catalog().tiers());
        assertThat(actual.catalog().source()).isEqualTo(expected.catalog().source());
        assertThat(actual.tenantState()).isEqualTo(expected.tenantState());
        assertThat(actual.cohorts()).isEqualTo(expected.cohorts());
        List<Subject> users = new ArrayList<>();
        expected.users().forEach(users::add);
        assertThat(actual.users()).containsExactlyElementsOf(users);
        users.forEach(user -> assertThat(actual.user(user.id())).isEqualTo(user));
        for (int i = 0; i < RandomHistory.PROFILES; i++) {
            same(actual.everProfile(RandomHistory.profile(i)), expected.everProfile(RandomHistory.profile(i)));
        }
        for (NodeKey node : RandomHistory.NODES) {
            assertThat(actual.records(node)).isEqualTo(expected.records(node));
            for (RecordId record : expected.records(node)) {
                assertThat(actual.record(node, record)).isEqualTo(expected.record(node, record));
            }
            Question question = Question.about(RandomHistory.user(1), node, new ActionName("edit"));
            assertThat(AccessRules.decide(actual, question)).isEqualTo(AccessRules.decide(expected, question));
        }
        assertThat(List.copyOf(actual.tokens(RandomHistory.user(0))))
                .isEqualTo(List.copyOf(expected.tokens(RandomHistory.user(0))));
        assertThat(actual.token("ab".repeat(32))).isEqualTo(expected.token("ab".repeat(32)));
    }

    private static void same(Profile actual, Profile expected) {
        assertThat(actual == null).isEqualTo(expected == null);
        if (actual != null && expected != null) {
            assertThat(actual.traits()).isEqualTo(expected.traits());
            assertThat(actual.choices()).isEqualTo(expected.choices());
            assertThat(actual.settings()).isEqualTo(expected.settings());
            assertThat(actual.revision()).isEqualTo(expected.revision());
            assertThat(actual.seq()).isEqualTo(expected.seq());
        }
    }
}
