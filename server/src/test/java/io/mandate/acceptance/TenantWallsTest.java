package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.acceptance.Sample.By;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A walk along every endpoint of the running server, read from its own table of mappings.
///
/// Two intruders live in tenants that are equal to the last position. One asks for what a third tenant has, the other
/// for what exists nowhere. If the two can tell their answers apart, status, body, counts, positions and headers
/// included, then something crossed a wall. Nor can they by the time it takes: the database is asked the very same.
class TenantWallsTest {
    private static final Set<String> UNEQUAL = Set.of("date", "mandate-age", "content-length", "connection");

    private static MandateServer server;
    private static List<Endpoint> endpoints;
    private static Tenant zebra;
    private static Things zebras;
    private static int requests;

    @BeforeAll
    static void start() {
        server = MandateServer.start(Statements.SETTING);
        endpoints = Endpoint.of(server.context());
        zebra = Tenant.registered("zebra-tenant", "commerce", server);
        zebras = Things.in(zebra, "zebra");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void every_endpoint_has_a_sample() {
        endpoints.stream().filter(endpoint -> !endpoint.open()).forEach(Samples::of);
        assertThat(endpoints).hasSizeGreaterThan(80);
    }

    @Test
    void without_a_good_token_everything_but_the_way_in_is_401() {
        Client nobody = new Client(server.url(), null, new Client.Seen());
        Client liar = new Client(server.url(), "mandate_" + "x".repeat(43), new Client.Seen());
        for (Endpoint endpoint : endpoints) {
            if (endpoint.open()) {
                continue;
            }
            for (Client client : List.of(nobody, liar)) {
                Answer answer = ask(client, endpoint, zebras, zebras).expect(401);
                assertThat(answer.header("WWW-Authenticate")).as("%s", endpoint).startsWith("Bearer");
                answer.at("/type", "urn:mandate:problem:unauthenticated");
                assertThat(answer.headers().firstValue("Mandate-Position")).isEmpty();
            }
        }
    }

    @Test
    void what_another_tenant_has_is_as_what_exists_nowhere() {
        Tenant one = Tenant.registered("intruder-1", "commerce", server);
        Tenant other = Tenant.registered("intruder-2", "commerce", server);
        Things own = Things.in(one, "mine");
        Things others = Things.in(other, "mine");
        Things nowhere = Things.nowhere("zetta", zebras.get("position"));
        for (Things signed : List.of(own, others)) { // else each would be looked at until it is
            Objects.requireNonNull(signed.auditor()).checkpoint();
        }
        Map<String, String> before = state();

        for (Endpoint endpoint : endpoints) {
            Answer foreign = ask(client(one, own, endpoint), endpoint, zebras, zebras);
            List<String> work = work();
            same(endpoint, foreign, ask(client(other, others, endpoint), endpoint, nowhere, nowhere));
            assertThat(work()).as("the statements of %s", endpoint).isEqualTo(work);
            if (!endpoint.open() && Samples.of(endpoint).refers()) {
                foreign = ask(client(one, own, endpoint), endpoint, own, zebras);
                work = work();
                same(endpoint, foreign, ask(client(other, others, endpoint), endpoint, others, nowhere));
                assertThat(work()).as("the statements of %s", endpoint).isEqualTo(work);
            }
        }

        assertThat(state()).isEqualTo(before);
    }

    /// A sample that is refused for another reason would prove nothing about walls.
    @Test
    void every_sample_is_carried_out_for_whom_the_things_belong_to() {
        Tenant tenant = Tenant.registered("sample-tenant", "commerce", server);
        Things own = Things.in(tenant, "sample");
        for (Endpoint endpoint : endpoints) {
            if (endpoint.open()) {
                continue;
            }
            Sample sample = Samples.of(endpoint);
            Client client = sample.by() == By.OPERATOR ? server.operator() : client(tenant, own, endpoint);
            String etag = sample.seen()
                    ? client.get(thing(sample.path(endpoint, own, own))).etag()
                    : "";
            Answer answer = ask(client, endpoint, own, own, etag);
            if (sample.refusal().equals(Sample.ELSEWHERE)) {
                assertThat(answer.status()).as("%s -> %s", endpoint, answer).isLessThan(500);
            } else if (sample.refusal().isEmpty()) {
                assertThat(answer.status()).as("%s -> %s", endpoint, answer).isBetween(200, 299);
            } else {
                answer.refused(422, sample.refusal());
            }
        }
    }

    @Test
    void what_is_for_operators_refuses_everybody_else_alike() {
        Tenant tenant = Tenant.registered("plain-tenant", "commerce", server);
        Things own = Things.in(tenant, "plain");
        for (Endpoint endpoint : operators()) {
            Answer refused = ask(tenant.admin(), endpoint, own, own).expect(403);
            for (Things things : List.of(zebras, Things.nowhere("zetta", zebras.get("position")))) {
                assertThat(plain(ask(tenant.admin(), endpoint, things, things)))
                        .as("%s", endpoint)
                        .isEqualTo(plain(refused));
            }
        }
        assertThat(operators()).hasSizeGreaterThan(8);
    }

    @Test
    void an_operator_sees_nothing_inside_of_tenants() {
        Map<String, String> before = state();
        for (Endpoint endpoint : endpoints) {
            if (!endpoint.open() && Samples.of(endpoint).by() != By.OPERATOR) {
                Answer answer = ask(server.operator(), endpoint, zebras, zebras);
                assertThat(hidden(answer.text()))
                        .as("%s -> %s", endpoint, answer)
                        .doesNotContainIgnoringCase("zebra");
                assertThat(answer.status()).as("%s -> %s", endpoint, answer).isLessThan(500);
            }
        }
        assertThat(state()).isEqualTo(before);
    }

    private static List<Endpoint> operators() {
        return endpoints.stream()
                .filter(endpoint -> !endpoint.open() && Samples.of(endpoint).by() == By.OPERATOR)
                .toList();
    }

    private static Client client(Tenant tenant, Things things, Endpoint endpoint) {
        return switch (endpoint.open() ? By.ADMINISTRATOR : Samples.of(endpoint).by()) {
            case ADMINISTRATOR, OPERATOR -> tenant.admin();
            case SERVICE -> tenant.service();
            case AUDITOR -> Objects.requireNonNull(things.auditor());
        };
    }

    private static Answer ask(Client client, Endpoint endpoint, Things path, Things rest) {
        return ask(client, endpoint, path, rest, "1");
    }

    private static Answer ask(Client client, Endpoint endpoint, Things path, Things rest, String etag) {
        Sample sample = endpoint.open() ? Sample.PLAIN : Samples.of(endpoint);
        String type = endpoint.pattern().equals("/v1/jobs") ? "application/x-ndjson" : "application/json";
        Client asking = client.with(
                "Content-Type", type, "X-Request-ID", "walk", Statements.HEADER, String.valueOf(++requests));
        String body = sample.body().equals(Samples.OWN_CATALOG)
                ? client.get("/v1/catalog").text()
                : sample.body(rest);
        return (sample.seen() ? asking.ifMatch(etag) : asking)
                .send(endpoint.method(), sample.path(endpoint, path, rest), BodyPublishers.ofString(body));
    }

    /// What the last answer took. How often it is looked whether the read models have come far enough is a matter of
    /// moments, and so is what the node has counted for the journal meanwhile.
    private static List<String> work() {
        List<String> work = new ArrayList<>();
        for (String sql : server.context().getBean(Statements.class).of(String.valueOf(requests))) {
            boolean looksAgain = sql.contains("mandate.projection_position")
                    && !work.isEmpty()
                    && work.getLast().equals(sql);
            if (!looksAgain && !sql.startsWith("insert into mandate.journal_count")) {
                work.add(sql);
            }
        }
        return work;
    }

    private static void same(Endpoint endpoint, Answer foreign, Answer missing) {
        assertThat(hidden(foreign.text())).as("%s -> %s", endpoint, foreign).doesNotContainIgnoringCase("zebra");
        assertThat(foreign.status())
                .as("%s -> %s, but %s", endpoint, foreign, missing)
                .isEqualTo(missing.status());
        assertThat(headers(foreign)).as("%s", endpoint).isEqualTo(headers(missing));
        if (endpoint.open() || !Samples.of(endpoint).varies()) {
            assertThat(plain(foreign)).as("%s", endpoint).isEqualTo(plain(missing));
        }
        if (!endpoint.open()) {
            assertThat(foreign.status()).as("%s -> %s", endpoint, foreign).isLessThan(500);
        }
    }

    /// `/v1/profiles/p` of `/v1/profiles/p/restore`: what has the revision.
    private static String thing(String path) {
        return String.join("/", List.of(path.split("/")).subList(0, 4));
    }

    /// Without what was said in the question.
    private static String hidden(String text) {
        String left = text;
        for (String id : zebras.ids().values().stream()
                .sorted((one, other) -> other.length() - one.length())
                .toList()) {
            left = left.replace(id, "~");
        }
        return left;
    }

    /// The answer without what each asker said himself, and without generated ids and times.
    private static String plain(Answer answer) {
        return plain(answer.status() + " " + answer.text());
    }

    private static String plain(String text) {
        return text.replaceAll("(?i)zebra|zetta|plain", "~")
                .replaceAll("intruder-[12]", "tenant")
                .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "uuid")
                .replaceAll("[0-9a-f]{64}", "hash")
                .replaceAll("mandate_[A-Za-z0-9_-]{40,}", "secret")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "time");
    }

    private static Map<String, String> headers(Answer answer) {
        return answer.headers().map().entrySet().stream()
                .filter(header -> !UNEQUAL.contains(header.getKey().toLowerCase(java.util.Locale.ROOT)))
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        header -> plain(new TreeSet<>(header.getValue()).toString()),
                        (one, _) -> one,
                        TreeMap::new));
    }

    /// What the third tenant has, by every list.
    private static Map<String, String> state() {
        Map<String, String> state = new TreeMap<>();
        for (String path : List.of(
                "/v1/profiles?count=true",
                "/v1/users?count=true",
                "/v1/services",
                "/v1/pages",
                "/v1/tokens",
                "/v1/catalog",
                "/v1/records?resource=" + zebras.get("node"),
                "/v1/audit?limit=500&count=true",
                "/v1/journal?kind=REFUSED",
                "/v1/licence",
                "/v1/jobs/" + zebras.get("job"))) {
            Answer answer = zebra.admin().get(path).expect(200);
            state.put(path, answer.position() + answer.text());
        }
        return state;
    }
}
