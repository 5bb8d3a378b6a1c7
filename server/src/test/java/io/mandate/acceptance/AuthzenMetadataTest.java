package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/// Where the decision API is (AuthZEN 1.0, metadata), told to everybody.
class AuthzenMetadataTest {
    private static final String WELL_KNOWN = "/.well-known/authzen-configuration";
    private static final MandateServer SERVER = MandateServer.shared();
    private static final Client NOBODY = new Client(SERVER.url(), null, new Client.Seen());

    @Test
    void it_names_this_decision_point_and_its_endpoints_and_nothing_that_would_be_empty() {
        Answer answer = NOBODY.get(WELL_KNOWN).expect(200);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.json().propertyNames())
                .containsExactly("policy_decision_point", "access_evaluation_endpoint", "access_evaluations_endpoint");
        answer.at("/policy_decision_point", SERVER.url())
                .at("/access_evaluation_endpoint", SERVER.url() + "/access/v1/evaluation")
                .at("/access_evaluations_endpoint", SERVER.url() + "/access/v1/evaluations");
    }

    @Test
    void a_tenants_path_has_a_decision_point_of_its_own_whether_there_is_such_a_tenant_or_not() {
        String known = Tenant.of("authzen-certification").id();
        for (String tenant : new String[] {known, "there-is-no-such-tenant"}) {
            NOBODY.get(WELL_KNOWN + "/" + tenant)
                    .expect(200)
                    .at("/policy_decision_point", SERVER.url() + "/" + tenant)
                    .at("/access_evaluation_endpoint", SERVER.url() + "/access/v1/evaluation");
        }
        NOBODY.get(WELL_KNOWN + "/Not_A_Tenant").expect(404);
        NOBODY.get(WELL_KNOWN + "/a/b").expect(404);
    }

    @Test
    void the_endpoints_it_names_answer() {
        Tenant tenant = Tenant.of("authzen-certification");
        String endpoint = NOBODY.get(WELL_KNOWN).at("/access_evaluation_endpoint");
        tenant.service()
                .on(endpoint.substring(
                        0, endpoint.length() - URI.create(endpoint).getPath().length()))
                .post(URI.create(endpoint).getPath(), """
                        {"subject": {"type": "user", "id": "gil"}, "action": {"name": "read"},
                         "resource": {"type": "record", "id": "record-1"}}""")
                .expect(200);
    }

    @Test
    void whoever_sends_another_host_does_not_move_the_endpoints() throws Exception {
        URI url = URI.create(SERVER.url());
        String answer = raw(url, """
                GET %s HTTP/1.1
                Host: evil.example
                X-Forwarded-Host: evil.example
                X-Forwarded-Proto: https
                Forwarded: host=evil.example;proto=https
                Connection: close

                """.formatted(WELL_KNOWN));
        assertThat(answer)
                .startsWith("HTTP/1.1 200")
                .contains("\"policy_decision_point\":\"" + SERVER.url() + "\"")
                .doesNotContain("evil");
    }

    @Test
    void behind_a_proxy_the_configured_url_is_told_with_its_path() {
        ConfigurableEnvironment settings = SERVER.context().getEnvironment();
        MapPropertySource configured =
                new MapPropertySource("test", java.util.Map.of("mandate.url", "https://pdp.example.com/permissions/"));
        settings.getPropertySources().addFirst(configured);
        try {
            NOBODY.get(WELL_KNOWN)
                    .at("/policy_decision_point", "https://pdp.example.com/permissions")
                    .at("/access_evaluations_endpoint", "https://pdp.example.com/permissions/access/v1/evaluations");
            NOBODY.get(WELL_KNOWN + "/permissions").at("/policy_decision_point", "https://pdp.example.com/permissions");
            NOBODY.get(WELL_KNOWN + "/permissions/acme")
                    .at("/policy_decision_point", "https://pdp.example.com/permissions/acme")
                    .at("/access_evaluation_endpoint", "https://pdp.example.com/permissions/access/v1/evaluation");
            NOBODY.get(WELL_KNOWN + "/acme").expect(404);
        } finally {
            settings.getPropertySources().remove("test");
        }
    }

    private static String raw(URI url, String request) throws Exception {
        try (Socket socket = new Socket(url.getHost(), url.getPort());
                OutputStream out = socket.getOutputStream();
                InputStream in = socket.getInputStream()) {
            out.write(request.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
