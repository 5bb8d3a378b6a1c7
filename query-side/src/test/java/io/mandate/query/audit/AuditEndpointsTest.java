package io.mandate.query.audit;

import static io.mandate.query.testing.Shop.assigned;
import static io.mandate.query.testing.Shop.permits;
import static io.mandate.query.testing.Shop.person;
import static io.mandate.query.testing.Shop.profile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.events.DomainEvent;
import io.mandate.events.EventMetadata;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeDefined;
import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.catalog.NodeDefinition.Kind;
import io.mandate.events.user.UserEvent.DetailChange;
import io.mandate.events.user.UserEvent.UserActivated;
import io.mandate.events.user.UserEvent.UserAssigned;
import io.mandate.events.user.UserEvent.UserDeleted;
import io.mandate.events.user.UserEvent.UserDetailsChanged;
import io.mandate.events.user.UserEvent.UserPersonalDataErased;
import io.mandate.events.user.UserEvent.UserSuspended;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.Actor;
import io.mandate.events.values.ChangeSetId;
import io.mandate.events.values.Label;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.ProfileName;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.http.request.MinPosition;
import io.mandate.http.request.RequestFacts;
import io.mandate.live.identity.Caller;
import io.mandate.query.position.ModelReads;
import io.mandate.query.position.ModelView;
import io.mandate.query.position.Permission;
import io.mandate.query.testing.Browser;
import io.mandate.query.testing.QueryNode;
import io.mandate.query.testing.Shop;
import io.mandate.store.Commit;
import io.mandate.store.follow.EventReader;
import io.mandate.store.journal.AccessJournal;
import io.mandate.store.journal.JournalEntry;
import io.mandate.store.journal.JournalRow;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.web.DelegatingServletOutputStream;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.JsonNode;

class AuditEndpointsTest {
    private static final UserId CY = new UserId("cy");
    private static QueryNode node;
    private static int tenants;

    private TenantId tenant = new TenantId("shop");
    private Browser root = node.as(tenant, Shop.SUPERUSER);

    @BeforeAll
    static void start(@TempDir Path folder) {
        node = QueryNode.on(QueryNode.newDatabase().jdbcUrl(), folder);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @BeforeEach
    void a_new_shop() {
        tenant = new TenantId("audited-" + tenants++);
        node.register(tenant);
        node.commit(tenant, Shop.SUPERUSER, Shop.begins());
        Commit begun = node.commit(tenant, Shop.SUPERUSER, auditNode(), person("cy", "Cy", "Doe", "AGENT", null));
        root = node.as(tenant, Shop.SUPERUSER);
        // Names come from the read models; a test that writes nothing itself would meet them empty now and then.
        assertThat(root.get("/v1/users?limit=1", node.position(begun)).status()).isEqualTo(200);
    }

    @Test
    void a_row_says_who_what_when_from_where_and_why() {
        Commit renamed = node.commit(tenant, by("set-1", "10.0.0.7", "married"), firstName("Cy", "Cyr"));

        JsonNode row = newest("/v1/audit?subject=user:cy", renamed).getFirst();

        assertThat(row.at("/item").asString()).isEqualTo("First Name");
        assertThat(row.at("/type").asString()).isEqualTo("Field Updated");
        assertThat(row.at("/from").asString()).isEqualTo("Cy");
        assertThat(row.at("/to").asString()).isEqualTo("Cyr");
        assertThat(row.at("/actor/id").asString()).isEqualTo("root");
        assertThat(row.at("/actor/name").asString()).isEqualTo("Ruth Root");
        assertThat(row.at("/ip").asString()).isEqualTo("10.0.0.7");
        assertThat(row.at("/userAgent").asString()).isEqualTo("curl");
        assertThat(row.at("/reason").asString()).isEqualTo("married");
        assertThat(row.at("/source").asString()).isEqualTo("UI");
        assertThat(row.at("/changeSet").asString()).isEqualTo("set-1");
        assertThat(row.at("/correlation").asString()).isEqualTo("request-1");
        assertThat(row.at("/event").asString()).isEqualTo("UserDetailsChanged");
        assertThat(row.at("/position").asString()).isEqualTo(node.position(renamed));
        assertThat(row.at("/time").asString()).isEqualTo(renamed.recordedAt().toString());
        assertThat(row.at("/subject/kind").asString()).isEqualTo("USER");
        assertThat(row.at("/subject/id").asString()).isEqualTo("cy");
    }

    @Test
    void every_filter_picks_its_rows() {
        node.commit(tenant, Shop.SUPERUSER, profile("old", "Old", null), profile("new", "New", null));
        node.commit(tenant, Shop.SUPERUSER, assigned("cy", "old"));
        Commit before =
                node.commit(tenant, by("set-2", "10.0.0.8", null), permits("new", "commerce/orders", "VIEW", "view"));
        Commit last = node.commit(
                tenant,
                "cy",
                new UserAssigned(
                        CY,
                        new ProfileId("old"),
                        new ProfileName("Old"),
                        new ProfileId("new"),
                        new ProfileName("New"),
                        2));

        assertThat(items("/v1/audit?actor=cy", last)).containsExactly("Profile: Assigned");
        assertThat(items("/v1/audit?subject=profile:old&type=Assigned", last))
                .containsExactly("Profile: Assigned", "Profile: Assigned");
        assertThat(items("/v1/audit?subject=profile:new", last))
                .containsExactly("Profile: Assigned", "Permission: Field Updated", "Profile: Created");
        assertThat(items("/v1/audit?node=commerce&type=FIELD_UPDATED", last))
                .containsExactly("Permission: Field Updated");
        assertThat(items("/v1/audit?node=commerce/orders&subject=profile:new", last))
                .containsExactly("Permission: Field Updated");
        assertThat(items("/v1/audit?action=view&subject=profile:new", last))
                .containsExactly("Permission: Field Updated");
        assertThat(items("/v1/audit?action=edit&subject=profile:new", last)).isEmpty();
        assertThat(items("/v1/audit?changeSet=set-2", last)).containsExactly("Permission: Field Updated");
        assertThat(items("/v1/audit?from=" + last.recordedAt(), last)).containsExactly("Profile: Assigned");
        assertThat(items("/v1/audit?from=" + before.recordedAt() + "&to=" + last.recordedAt(), last))
                .containsExactly("Permission: Field Updated");
        assertThat(items("/v1/audit?from=2999-01-01T00:00:00Z", last)).isEmpty();
        assertThat(items("/v1/audit?actor=cy&to=2999-01-01T00:00:00Z", last)).hasSize(1);
        assertThat(items("/v1/audit?to=1999-01-01T00:00:00Z", last)).isEmpty();
    }

    @Test
    void a_walk_stays_at_the_position_where_it_began() {
        Commit last = node.commit(tenant, Shop.SUPERUSER, firstName("Cy", "A"), firstName("A", "B"));
        List<String> whole = keys(root.get("/v1/audit?limit=500", node.position(last)));
        List<String> walked = new ArrayList<>();
        String after = "";
        for (int i = 0; i < 1_000; i++) {
            Browser.Answer page = root.get("/v1/audit?limit=7" + after);
            walked.addAll(keys(page));
            Commit news = node.commit(tenant, Shop.SUPERUSER, firstName("B", "C" + i));
            if (page.body().at("/next").isNull() || page.body().at("/next").isMissingNode()) {
                break;
            }
            after = "&after=" + page.body().at("/next").asString();
            root.get("/v1/audit?limit=1", node.position(news));
        }

        assertThat(walked).isEqualTo(whole);
        assertThat(whole).doesNotHaveDuplicates();
        List<String> oldestFirst = keys(root.get("/v1/audit?limit=5&order=asc"));
        assertThat(oldestFirst).isEqualTo(whole.reversed().subList(0, 5));
    }

    @Test
    void what_was_erased_is_erased_here_and_its_rows_stay() {
        node.commit(tenant, by("set-3", "10.0.0.9", null), firstName("Cy", "Cyrus"));
        Commit erased = node.commit(
                tenant, Shop.SUPERUSER, new UserDeleted(CY, null, null), new UserPersonalDataErased(CY, "cy"));

        List<JsonNode> rows = newest("/v1/audit?subject=user:cy", erased);

        assertThat(rows).extracting(row -> row.at("/type").asString()).startsWith("Erased", "Deleted", "Field Updated");
        JsonNode renamed = rows.get(2);
        assertThat(renamed.at("/from").asString()).isEqualTo("(erased)");
        assertThat(renamed.at("/to").asString()).isEqualTo("(erased)");
        assertThat(renamed.at("/subject/name").asString()).isEqualTo("erased user cy");
        assertThat(renamed.at("/ip").asString()).isEqualTo("10.0.0.9");
        assertThat(root.get("/v1/audit").response().getContentAsByteArray())
                .asString()
                .doesNotContain("Cyrus");
    }

    @Test
    void nothing_personal_is_in_the_index() {
        Commit last = node.commit(tenant, by("set-4", "10.9.8.7", "a secret reason"), firstName("Cy", "Cyrus"));
        root.get("/v1/audit", node.position(last));

        List<String> rows = inModels(view -> view.sql()
                .sql("SELECT a::text FROM " + view.table(AuditIndexRow.TABLE) + " a WHERE tenant = ?")
                .param(tenant.value())
                .query(String.class)
                .list());

        assertThat(rows)
                .isNotEmpty()
                .noneMatch(row -> row.contains("Cyrus")
                        || row.contains("10.9.8.7")
                        || row.contains("secret")
                        || row.contains("shop.example"));
    }

    @Test
    void a_file_has_every_row_and_is_for_those_who_may_export() {
        Commit last = node.commit(
                tenant,
                Shop.SUPERUSER,
                profile("auditor", "Auditor", null),
                permits("auditor", "administration/audit", "VIEW", "view"),
                person("au", "Au", "Ditor", "AGENT", null),
                new UserActivated(new UserId("au")),
                assigned("au", "auditor"));
        long rows = root.get("/v1/audit?count=true&limit=1", node.position(last))
                .body()
                .at("/count")
                .asLong();

        Browser.Answer ndjson = root.get("/v1/audit?format=ndjson");
        Browser.Answer csv = root.get("/v1/audit?format=csv&order=asc");

        assertThat(text(ndjson).split("\n")).hasSize((int) rows);
        assertThat(text(csv).split("\r\n")).hasSize((int) rows + 1);
        assertThat(csv.header("Content-Type")).startsWith("text/csv");
        assertThat(csv.header("Content-Disposition")).contains("audit.csv");
        assertThat(csv.header("Mandate-Position")).isEqualTo(node.position(last));
        Browser auditor = node.as(tenant, "au");
        assertThat(auditor.get("/v1/audit").status()).isEqualTo(200);
        assertThat(auditor.get("/v1/audit?format=csv").status()).isEqualTo(403);
        assertThat(node.as(tenant, "cy").get("/v1/audit").status()).isEqualTo(403);
        assertThat(node.as(tenant, "cy").get("/v1/journal").status()).isEqualTo(403);
    }

    @Test
    void a_file_of_many_rows_is_whole_and_without_repetition() {
        manyChanges();

        String[] lines = text(root.get("/v1/audit?format=ndjson&changeSet=many&order=asc"))
                .split("\n");

        assertThat(lines).hasSize(2_500).doesNotHaveDuplicates();
        assertThat(lines[0]).contains("\"from\":\"s0\"");
        assertThat(lines[2_499]).contains("\"to\":\"s2500\"");
    }

    /// Whoever may read no more when the first bytes have gone out gets no second stretch: nothing was collected.
    @Test
    void a_file_goes_out_while_it_is_read_and_breaks_off_for_who_may_read_no_more() {
        manyChanges();
        Caller caller = superuser();
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/v1/audit");
        MockHttpServletResponse response =
                new AtFirstByte(() -> node.commit(tenant, "cy", new UserSuspended(new UserId(Shop.SUPERUSER))));
        AuditFilter all = new AuditFilter(null, null, null, null, null, null, null, null);

        node.get(AuditExport.class)
                .write(
                        caller,
                        RequestFacts.of(request),
                        new MinPosition(null),
                        all,
                        AuditOrder.OLDEST_FIRST,
                        AuditFormat.NDJSON,
                        request,
                        response);

        String sent = new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
        assertThat(sent.lines().count()).isBetween(1L, 1_000L);
        assertThatThrownBy(() -> new BrokenExports().doFilter(request, response, (_, _) -> {}))
                .isInstanceOf(IOException.class);
    }

    private void manyChanges() {
        List<DetailChange> changes = new ArrayList<>();
        for (int i = 0; i < 2_500; i++) {
            changes.add(new DetailChange("attributes.seat", null, null, "s" + i, "s" + (i + 1)));
        }
        Commit last = node.commit(tenant, by("many", "10.0.0.7", null), new UserDetailsChanged(CY, changes));
        root.get("/v1/audit?limit=1", node.position(last));
    }

    @Test
    void every_look_is_in_the_journal_before_it_is_answered() {
        root.get("/v1/audit?subject=user:cy");
        root.get("/v1/audit?format=csv&actor=root");
        node.as(tenant, "cy").get("/v1/audit");

        List<JournalEntry> looks = node.get(AccessJournal.class).page(tenant, 0, 100).stream()
                .map(JournalRow::entry)
                .toList();
        assertThat(looks)
                .extracting(JournalEntry::kind)
                .containsExactly(JournalEntry.Kind.AUDIT_READ, JournalEntry.Kind.EXPORTED);
        assertThat(looks.getFirst().facts()).isEqualTo(Map.of("subject", "USER:cy"));
        assertThat(looks.getLast().facts()).containsEntry("actor", "root").containsEntry("format", "csv");

        Browser.Answer journal = root.get("/v1/journal?kind=EXPORTED");
        assertThat(journal.status()).isEqualTo(200);
        assertThat(journal.body().at("/items").size()).isEqualTo(1);
        assertThat(journal.body().at("/items/0/actor/name").asString()).isEqualTo("Ruth Root");
        assertThat(journal.body().at("/items/0/row").asLong()).isEqualTo(2);
        Browser.Answer first = root.get("/v1/journal?limit=1");
        assertThat(first.body().at("/items/0/row").asLong()).isEqualTo(1);
        Browser.Answer second =
                root.get("/v1/journal?limit=1&after=" + first.body().at("/next").asString());
        assertThat(second.body().at("/items/0/row").asLong()).isEqualTo(2);
    }

    @Test
    void what_is_asked_wrongly_is_refused() {
        for (String query : List.of(
                "subject=eve",
                "type=NOTHING",
                "from=yesterday",
                "order=up",
                "after=x",
                "limit=0",
                "format=xls",
                "actor=e@x",
                "node=A",
                "action=A",
                "subject=token:e@x")) {
            assertThat(root.get("/v1/audit?" + query).status()).as(query).isEqualTo(400);
        }
        assertThat(root.get("/v1/journal?kind=OTHER").status()).isEqualTo(400);
    }

    @Test
    void what_is_committed_after_the_end_was_looked_up_is_not_shown() {
        Commit last = node.commit(tenant, Shop.SUPERUSER, firstName("Cy", "A"));
        Instant end = last.recordedAt().plus(1, ChronoUnit.MICROS);
        EventReader reader = node.get(EventReader.class);
        AuditSpan before = AuditSpan.between(tenant, null, end, reader);
        AuditSpan from = AuditSpan.between(tenant, end.plusSeconds(3_600), null, reader);
        Commit later = node.commit(tenant, Shop.SUPERUSER, firstName("A", "B"));
        root.get("/v1/audit?limit=1", node.position(later));

        AuditFilter all = new AuditFilter(null, null, null, null, null, null, null, null);
        List<AuditQueries.Found> newest =
                inModels(view -> new AuditQueries(view, all, before).page(AuditOrder.NEWEST_FIRST, null, 1));
        List<AuditQueries.Found> beyond =
                inModels(view -> new AuditQueries(view, all, from).page(AuditOrder.NEWEST_FIRST, null, 1));
        assertThat(newest).containsExactly(new AuditQueries.Found(last.lastSeq(), 0));
        assertThat(beyond).isEmpty();
    }

    @Test
    void another_tenant_is_not_seen() {
        TenantId other = new TenantId("audited-" + tenants++);
        node.register(other);
        Commit last = node.commit(other, Shop.SUPERUSER, Shop.begins());

        Browser.Answer answer =
                node.as(other, Shop.SUPERUSER).get("/v1/audit?subject=user:cy&count=true", node.position(last));

        assertThat(answer.body().at("/count").asLong()).isZero();
        assertThat(answer.body().at("/items").size()).isZero();
    }

    @Test
    void one_subject_is_found_by_an_index_among_many_rows() {
        node.sql()
                .sql("INSERT INTO " + inModels(view -> view.table(AuditIndexRow.TABLE))
                        + " (tenant, seq, number, actor, change_set, type, subject_kind, subject, principal)"
                        + " SELECT ?, 1000000 + n, 0, 'root', 's' || n, 'FIELD_UPDATED', 'USER', 'u' || (n % 20000),"
                        + " 'u' || (n % 20000) FROM generate_series(1, 200000) n")
                .param(tenant.value())
                .update();
        AuditFilter filter =
                new AuditFilter(null, AuditFilter.Wanted.of("user:u7"), null, null, null, null, null, null);

        List<AuditQueries.Found> found =
                inModels(view -> new AuditQueries(view, filter, new AuditSpan(0, Long.MAX_VALUE))
                        .page(AuditOrder.NEWEST_FIRST, null, 51));

        assertThat(found).hasSize(10);
        String plan = String.join(
                "\n",
                node.sql()
                        .sql("EXPLAIN SELECT seq FROM " + inModels(view -> view.table(AuditIndexRow.TABLE))
                                + " WHERE tenant = ? AND subject_kind = 'USER' AND subject = 'u7'")
                        .param(tenant.value())
                        .query(String.class)
                        .list());
        assertThat(plan).doesNotContain("Seq Scan");
    }

    private Caller superuser() {
        return new Caller(tenant, new Actor(Actor.Kind.USER, new UserId(Shop.SUPERUSER)), null, Set.of(), false);
    }

    private <T> T inModels(Function<ModelView, T> question) {
        return node.get(ModelReads.class)
                .read(superuser(), Permission.VIEW_TRAIL, new MinPosition(null), question)
                .body();
    }

    private List<JsonNode> newest(String uri, Commit atLeast) {
        Browser.Answer answer = root.get(uri, node.position(atLeast));
        assertThat(answer.status()).as(String.valueOf(answer.body())).isEqualTo(200);
        List<JsonNode> rows = new ArrayList<>();
        answer.body().at("/items").forEach(rows::add);
        return rows;
    }

    private List<String> items(String uri, Commit atLeast) {
        return newest(uri, atLeast).stream()
                .map(row -> row.at("/item").asString() + ": " + row.at("/type").asString())
                .toList();
    }

    private static List<String> keys(Browser.Answer page) {
        assertThat(page.status()).as(String.valueOf(page.body())).isEqualTo(200);
        List<String> keys = new ArrayList<>();
        page.body()
                .at("/items")
                .forEach(row -> keys.add(
                        row.at("/position").asString() + "/" + row.at("/row").asInt()));
        return keys;
    }

    private static String text(Browser.Answer answer) {
        return new String(answer.response().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    private static UserDetailsChanged firstName(String from, String to) {
        return new UserDetailsChanged(
                CY, List.of(new DetailChange("firstName", PersonalText.of(from), PersonalText.of(to), null, null)));
    }

    private static EventMetadata by(String changeSet, String ip, @Nullable String reason) {
        return new EventMetadata(
                new Actor(Actor.Kind.USER, new UserId(Shop.SUPERUSER)),
                null,
                EventMetadata.Source.UI,
                new ChangeSetId(changeSet),
                "request-1",
                null,
                null,
                null,
                PersonalText.of(ip),
                PersonalText.of("curl"),
                reason == null ? null : PersonalText.of(reason));
    }

    private static DomainEvent auditNode() {
        return new CatalogNodeDefined(
                new NodeKey("administration/audit"),
                new NodeDefinition(
                        Kind.RESOURCE,
                        new NodeKey("administration"),
                        Label.of("Audit"),
                        true,
                        ActionSet.of("view", "export"),
                        Map.of(),
                        List.of(),
                        false,
                        null,
                        null,
                        Map.of(),
                        Set.of(),
                        Set.of(),
                        Map.of(),
                        Set.of()),
                null);
    }

    /// Something happens as soon as anything is sent.
    private static final class AtFirstByte extends MockHttpServletResponse {
        private final Runnable happening;
        private boolean sent;

        AtFirstByte(Runnable happening) {
            this.happening = happening;
        }

        @Override
        public ServletOutputStream getOutputStream() {
            ServletOutputStream to = super.getOutputStream();
            return new DelegatingServletOutputStream(new OutputStream() {
                @Override
                public void write(int b) throws IOException {
                    write(new byte[] {(byte) b}, 0, 1);
                }

                @Override
                public void write(byte[] bytes, int from, int length) throws IOException {
                    if (!sent) {
                        sent = true;
                        happening.run();
                    }
                    to.write(bytes, from, length);
                }
            });
        }
    }
}
