package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/// Whatever is asked with, in whichever parameter: an answer or a refusal, but never a failure of ours.
class HostileParametersTest {
    private static final List<String> VALUES = List.of(
            "%00",
            "a%00b",
            "%0D%0A",
            "%ED%A0%80",
            "a%EF%BF%BFb",
            "x".repeat(10_000),
            "-5000-01-01T00:00:00Z",
            "-290309-01-01T00:00:00Z",
            "%2B999999999-12-31T23:59:59.999999999Z");

    private static Tenant tenant;
    private static Things things;

    @BeforeAll
    static void start() {
        tenant = Tenant.of("commerce");
        things = Things.in(tenant, "plain");
        Client auditor = Objects.requireNonNull(things.auditor());
        await("the first signed tree of the tenant")
                .atMost(Duration.ofMinutes(1))
                .until(() -> auditor.get("/v1/proofs/checkpoint").status() == 200);
    }

    /// A read and the parameters that its controller takes.
    private record Read(Endpoint endpoint, List<String> parameters) {}

    private static List<Read> reads() {
        return reads(_ -> true);
    }

    /// @param taken of the parameters, which
    private static List<Read> reads(Predicate<MethodParameter> taken) {
        List<Read> reads = new ArrayList<>();
        for (RequestMappingInfoHandlerMapping mapping : MandateServer.shared()
                .context()
                .getBeansOfType(RequestMappingInfoHandlerMapping.class)
                .values()) {
            mapping.getHandlerMethods()
                    .forEach((info, handler) -> endpoints(info)
                            .forEach(endpoint -> reads.add(new Read(endpoint, parameters(handler, taken)))));
        }
        return reads;
    }

    private static Stream<Endpoint> endpoints(RequestMappingInfo info) {
        return Endpoint.of(info).filter(endpoint -> endpoint.method().equals("GET") && !endpoint.open());
    }

    private static List<String> parameters(HandlerMethod handler, Predicate<MethodParameter> taken) {
        return Arrays.stream(handler.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
                .filter(taken)
                .map(HostileParametersTest::name)
                .toList();
    }

    private static String name(MethodParameter parameter) {
        parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
        String given = Objects.requireNonNull(parameter.getParameterAnnotation(RequestParam.class))
                .name();
        return given.isEmpty() ? Objects.requireNonNull(parameter.getParameterName()) : given;
    }

    @Test
    void no_value_of_any_parameter_makes_a_read_fail() {
        long tried = 0;
        for (Read read : reads()) {
            Sample sample = Samples.of(read.endpoint());
            Client client = client(sample);
            for (String parameter : read.parameters()) {
                for (String value : VALUES) {
                    Answer answer = client.get(path(read.endpoint(), sample, parameter, value));
                    assertThat(answer.status())
                            .as("%s with %s=%s -> %s", read.endpoint(), parameter, shortened(value), answer.text())
                            .isLessThan(500);
                    tried++;
                }
            }
        }
        assertThat(tried).isGreaterThan(500);
    }

    private static Client client(Sample sample) {
        return switch (sample.by()) {
            case OPERATOR -> MandateServer.shared().operator();
            case AUDITOR -> Objects.requireNonNull(things.auditor());
            case ADMINISTRATOR, SERVICE -> tenant.admin();
        };
    }

    @Test
    void of_two_values_where_one_is_taken_none_counts() {
        long tried = 0;
        for (Read read : reads(parameter -> !Collection.class.isAssignableFrom(parameter.getParameterType()))) {
            if (read.endpoint().pattern().startsWith("/v1/")) {
                Sample sample = Samples.of(read.endpoint());
                for (String parameter : read.parameters()) {
                    client(sample)
                            .get(path(read.endpoint(), sample, parameter, "1") + "&" + parameter + "=1")
                            .expect(400)
                            .at("/value", parameter);
                    tried++;
                }
            }
        }
        assertThat(tried).isGreaterThan(100);
    }

    /// Joined by a comma, two names are that of a third record.
    @Test
    void a_change_of_two_records_changes_none() {
        for (String id : List.of("a", "b", "a,b")) {
            tenant.admin()
                    .post("/v1/records", "{\"resource\": \"commerce/invoices\", \"id\": \"" + id + "\"}")
                    .expect(201);
        }
        String both = "/v1/records/commerce/invoices?id=a&id=b";
        tenant.admin().put(both, "{\"creator\": \"gil\"}").expect(400).at("/value", "id");
        tenant.admin().delete(both).expect(400).at("/value", "id");
        tenant.admin().get("/v1/records/commerce/invoices?id=a,b").expect(200).at("/id", "a,b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/users?text=%00", "/v1/profiles?text=a%00b", "/v1/profiles?text=a%0Ab"})
    void a_control_character_is_refused_by_the_name_of_its_parameter(String path) {
        tenant.admin().get(path).expect(400).at("/value", "text");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-5000-01-01T00:00:00Z",
                "-290309-01-01T00:00:00Z",
                "0000-12-31T23:59:59Z",
                "%2B10000-01-01T00:00:00Z"
            })
    void an_instant_beyond_the_calendar_is_refused_by_its_place(String instant) {
        Client nora = Objects.requireNonNull(things.auditor());
        String report = "/v1/history/access?node=commerce/invoices&action=view&";
        for (String path : List.of("/v1/audit?", "/v1/journal?", "/v1/history/own-changes?", report)) {
            nora.get(path + "from=" + instant).expect(400).at("/value", "from");
            nora.get(path + "to=" + instant).expect(400).at("/value", "to");
        }
        nora.get("/v1/history/state?at=" + instant).expect(400).at("/value", "at");
        String written = instant.replace("%2B", "+");
        MandateServer.shared()
                .operator()
                .post("/v1/replays", "{\"upTo\": {\"instant\": \"" + written + "\"}}")
                .expect(400)
                .at("/pointer", "/upTo/instant");
        tenant.admin()
                .post(
                        "/v1/tokens",
                        "{\"principal\": \"%s\", \"expiresAt\": \"%s\"}".formatted(things.get("user"), written))
                .expect(400)
                .at("/value", "expiresAt");
        tenant.service().post("/access/v1/evaluation", """
                        {"subject": {"type": "user", "id": "gil"}, "action": {"name": "view"},
                         "resource": {"type": "commerce/invoices", "id": "*"}, "context": {"as_of": "%s"}}
                        """.formatted(written)).expect(400);
    }

    private static String path(Endpoint endpoint, Sample sample, String parameter, String value) {
        String path = sample.path(endpoint, things, things);
        int question = path.indexOf('?');
        String rest = question < 0
                ? ""
                : Arrays.stream(path.substring(question + 1).split("&", -1))
                        .filter(pair -> !pair.startsWith(parameter + "="))
                        .map(pair -> pair + "&")
                        .collect(Collectors.joining());
        return (question < 0 ? path : path.substring(0, question)) + "?" + rest + parameter + "=" + value;
    }

    private static String shortened(String value) {
        return value.length() <= 50 ? value : value.substring(0, 50) + "…";
    }
}
