package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.acceptance.SpoiledBody.How;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/// Every endpoint that changes something reads its body exactly: what is not understood is a 400 that names the place,
/// and changes nothing.
class StrictBodiesTest {
    private static final int MIB = 1024 * 1024;
    private static final Pattern COLUMN = Pattern.compile("line 1, column (\\d+)");
    private static final Tenant TENANT = Tenant.of("commerce");

    @BeforeAll
    static void somethingToChange() {
        TENANT.admin()
                .post("/v1/profiles", "{\"id\": \"p\", \"name\": \"P\", \"roleType\": \"CSR\"}")
                .expect(201);
        TENANT.admin().post("/v1/users", """
                {"id": "sam", "username": "sam@example.org", "firstName": "Sam", "lastName": "Example",
                 "role": "CSR", "profile": "p", "active": true}""").expect(201);
        TENANT.admin()
                .post("/v1/records", "{\"resource\": \"commerce/invoices\", \"id\": \"INV-1\"}")
                .expect(201);
    }

    @Test
    void every_endpoint_that_takes_a_body_is_tried_here() {
        assertThat(WriteEndpoint.all().map(WriteEndpoint::pattern))
                .containsExactlyInAnyOrderElementsOf(WriteEndpoint.patterns(MandateServer.shared()));
    }

    static Stream<WriteEndpoint> endpoints() {
        return WriteEndpoint.all();
    }

    /// Bodies that are nothing as a whole, whatever the endpoint, and what the answer says of each.
    private static List<String[]> wrong(String body) {
        String first =
                new JsonMapper().readTree(body).propertyNames().iterator().next();
        return List.of(
                new String[] {with(body, "\"" + "c".repeat(2_000) + "\": 1"), ""},
                new String[] {"[" + body + "]", ""},
                new String[] {"\"" + first + "\"", ""},
                new String[] {"null", ""},
                new String[] {body.substring(0, body.length() - 1), "not valid JSON"},
                new String[] {body + " {}", ""},
                new String[] {with(body, "\"\\u0000\": 1"), ""},
                new String[] {"'" + first + "'", "not valid JSON"},
                new String[] {with(body, "// comment\n\"colour\": 1"), "not valid JSON"},
                new String[] {with(body, "\"colour\": NaN"), "not valid JSON"});
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void what_is_no_body_at_all_is_a_400_that_says_why_and_nothing_is_stored(WriteEndpoint endpoint) {
        long before = heads();
        for (String[] wrong : wrong(endpoint.body())) {
            Answer answer = send(endpoint, BodyPublishers.ofString(wrong[0]));
            boolean judged = endpoint.catalog() && answer.at("/code").equals("CATALOG_INVALID");
            assertThat(answer.status()).as(wrong[0] + " -> " + answer.text()).isEqualTo(judged ? 422 : 400);
            assertThat(answer.text()).as(wrong[0]).contains("\"detail\"", wrong[1]);
            assertThat(answer.text().length()).as("answer to " + wrong[0]).isLessThan(4_000);
        }
        if (!endpoint.optional()) {
            send(endpoint, BodyPublishers.noBody()).expect(endpoint.path().startsWith("/v1/jobs") ? 422 : 400);
        }
        assertThat(heads()).isEqualTo(before);
    }

    @Test
    void a_change_whose_answer_is_not_accepted_is_not_made() {
        long before = heads();
        for (String type : List.of("text/plain", "application/yaml")) {
            WriteEndpoint.all()
                    .forEach(endpoint -> endpoint.client(TENANT)
                            .with("Accept", type)
                            .send(endpoint.method(), endpoint.path(TENANT), BodyPublishers.ofString(endpoint.body()))
                            .refused(406, "NOT_ACCEPTABLE"));
            TENANT.admin().with("Accept", type).get("/v1/users").refused(406, "NOT_ACCEPTABLE");
        }
        assertThat(heads()).isEqualTo(before);
        TENANT.admin()
                .with("Accept", "text/csv, application/*;q=0.5")
                .put("/v1/users/sam/suspension", "{}")
                .expect(200);
        TENANT.admin().delete("/v1/users/sam/suspension").expect(200);
    }

    @Test
    void what_takes_no_body_takes_an_empty_object_at_most() {
        Client operator = MandateServer.shared().operator();
        String retry = "/v1/operations/projections/" + TENANT.id() + "/retry";
        for (String path : List.of(retry, "/v1/replays/none/comparison", "/v1/replays/none/abandon")) {
            operator.post(path, "{\"a\":").refused(400, "MALFORMED_JSON");
            operator.post(path, "{\"reason\": \"why\"}").expect(400).at("/pointer", "/reason");
        }
        operator.post(retry, "{}").expect(200);
        operator.post(retry, "").expect(200);
    }

    /// As everywhere, and where a reason must be given it is one.
    @Test
    void a_deletion_says_why_in_its_body_or_in_a_header() {
        Tenant tenant = Tenant.of("commerce");
        tenant.admin()
                .put("/v1/catalog/policies/reason.required", "{\"value\": \"true\", \"reason\": \"audit\"}")
                .expect(200);
        Client admin = tenant.admin().because("set up");
        admin.post("/v1/profiles", "{\"id\": \"dd\", \"name\": \"D\", \"roleType\": \"CSR\"}")
                .expect(201);
        admin.post("/v1/users", """
                {"id": "low", "username": "low@example.org", "firstName": "Low", "lastName": "Example",
                 "role": "CSR", "profile": "dd", "active": true}""").expect(201);
        admin.put("/v1/users/low/suspension", "").expect(200);
        Client plain = tenant.admin();
        plain.delete("/v1/users/low/suspension").refused(422, "REASON_REQUIRED");
        plain.send("DELETE", "/v1/users/low/suspension", BodyPublishers.ofString("{\"reason\": \"came back\"}"))
                .expect(200);
        plain.ifMatch(admin.get("/v1/users/low").etag())
                .send("DELETE", "/v1/users/low", BodyPublishers.ofString("{\"reason\": \"left us\"}"))
                .expect(200);
        plain.ifMatch(admin.get("/v1/profiles/dd").etag())
                .send("DELETE", "/v1/profiles/dd", BodyPublishers.ofString("{\"reason\": \"not used\"}"))
                .expect(200);
        assertThat(tenant.trail("").toString()).contains("came back", "not used");
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void whatever_place_is_spoiled_is_named_in_a_400_and_nothing_is_stored(WriteEndpoint endpoint) {
        long before = heads();
        for (SpoiledBody spoiled : SpoiledBody.of(endpoint.body())) {
            if (!endpoint.understands(spoiled)) {
                Answer answer = send(endpoint, BodyPublishers.ofByteArray(spoiled.bytes()));
                assertThat(named(endpoint, spoiled, answer))
                        .as("%s -> %s", spoiled, answer)
                        .isTrue();
                assertThat(answer.text().length())
                        .as("%s -> %s", spoiled, answer)
                        .isLessThan(4_000);
            }
        }
        assertThat(heads()).isEqualTo(before);
    }

    /// Whether an answer says where it is wrong: by a pointer, or by the place in the text. What is wrong in a catalog
    /// beyond its form is told with all places at once.
    private static boolean named(WriteEndpoint endpoint, SpoiledBody spoiled, Answer answer) {
        String place = spoiled.place();
        String within = place.substring(0, place.lastIndexOf('/'));
        String name = place.substring(place.lastIndexOf('/') + 1);
        if (answer.at("/code").equals("CATALOG_INVALID")) {
            boolean document = endpoint.catalog() || place.equals("/catalog");
            return document
                    && answer.status() == 422
                    && (answer.text().contains(place)
                            || answer.text().contains("'" + name + "'")
                            || answer.text().contains("'colour'"));
        }
        String pointer = answer.at("/pointer");
        String detail = answer.at("/detail");
        return answer.status() == 400
                && (pointer.equals(place)
                        || spoiled.around(column(detail))
                        // What says which kind of thing it is, is looked for before anything is read.
                        || pointer.equals(within) && detail.contains("\"" + name + "\"")
                        // What is too deep is so inside, and is of a wrong type already where it begins.
                        || spoiled.how() == How.DEEP_NESTING && pointer.startsWith(place + "/")
                        // A label is read as a whole.
                        || place.startsWith("/label/") && pointer.equals("/label"));
    }

    private static int column(String detail) {
        Matcher column = COLUMN.matcher(detail);
        return column.find() ? Integer.parseInt(column.group(1)) : -1;
    }

    private static Answer send(WriteEndpoint endpoint, BodyPublisher body) {
        return endpoint.client(TENANT).send(endpoint.method(), endpoint.path(TENANT), body);
    }

    /// Those whose good bodies do not begin work that outlives the test.
    static Stream<WriteEndpoint> withoutWorkOfTheirOwn() {
        return WriteEndpoint.all().filter(endpoint -> !endpoint.path().startsWith("/v1/replays"));
    }

    /// Whatever is sent: a refusal or a change, but never a failure of ours.
    @ParameterizedTest
    @MethodSource("withoutWorkOfTheirOwn")
    void no_body_at_all_makes_it_fail(WriteEndpoint endpoint) {
        long seed = endpoint.pattern().hashCode();
        RandomBodies bodies = new RandomBodies(new Random(seed), endpoint.body());
        for (int i = 0; i < 40; i++) {
            byte[] body = bodies.next();
            Answer answer = send(endpoint, BodyPublishers.ofByteArray(body));
            assertThat(answer.status())
                    .as("seed %d, body %d: %s -> %s", seed, i, new String(body, StandardCharsets.UTF_8), answer.text())
                    .isLessThan(500);
        }
    }

    @Test
    void bodies_are_bounded_with_and_without_a_length() {
        byte[] large = " ".repeat(MIB).getBytes(StandardCharsets.US_ASCII);
        for (String path : List.of("/v1/profiles", "/v1/users", "/access/v1/evaluation")) {
            TENANT.admin()
                    .send(
                            "POST",
                            path,
                            BodyPublishers.ofByteArray((new String(large, StandardCharsets.US_ASCII) + "{}")
                                    .getBytes(StandardCharsets.US_ASCII)))
                    .expect(413);
            TENANT.admin()
                    .send(
                            "POST",
                            path,
                            BodyPublishers.ofInputStream(() -> new SequenceInputStream(
                                    new ByteArrayInputStream(large), new ByteArrayInputStream(new byte[] {'{', '}'}))))
                    .expect(413);
        }
    }

    @Test
    void a_catalog_may_have_eight_mib_and_no_more() {
        String catalog = TENANT.admin().get("/v1/catalog").expect(200).text();
        String padding = " ".repeat(8 * MIB - catalog.getBytes(StandardCharsets.UTF_8).length);
        TENANT.admin().put("/v1/catalog", padding + catalog).expect(200);
        byte[] larger = (padding + " " + catalog).getBytes(StandardCharsets.UTF_8);
        TENANT.admin()
                .send("PUT", "/v1/catalog", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(larger)))
                .expect(413);
    }

    /// 65 MiB of good lines, made while they are sent: they break off at the limit, and no job is left behind. Shortly
    /// before, what was received is in the database and not in memory, where client and server are one process.
    @Test
    void a_job_over_the_limit_is_refused_leaves_nothing_and_was_never_in_memory() {
        Tenant tenant = Tenant.of("commerce");
        String line = "{\"user\": \"sam\", \"profile\": \"p\"}" + " ".repeat(60_000) + "\n";
        long lines = 65L * MIB / line.length() + 1;
        long before = liveHeap();
        AtomicLong grown = new AtomicLong(-1);
        InputStream upload = new RepeatedText(line, lines, 60L * MIB, () -> grown.set(liveHeap() - before));
        tenant.admin()
                .with("Content-Type", "application/x-ndjson")
                .send("POST", "/v1/jobs?kind=assign-users", BodyPublishers.ofInputStream(() -> upload))
                .expect(413);
        assertThat(grown.get()).isNotEqualTo(-1).isLessThan(16L * MIB);
        for (String table : List.of("mandate.job", "mandate.job_item")) {
            assertThat(sql().sql("select count(*) from " + table + " where tenant = ?")
                            .param(tenant.id())
                            .query(Long.class)
                            .single())
                    .isZero();
        }
    }

    private static long liveHeap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static String with(String body, String member) {
        return "{" + member + ", " + body.substring(1);
    }

    private static long heads() {
        return sql().sql("select sum(seq) from mandate.tenant_head")
                .query(Long.class)
                .single();
    }

    private static JdbcClient sql() {
        return MandateServer.shared().context().getBean(JdbcClient.class);
    }
}
