package io.mandate.query.decision;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.core.env.Environment;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Where the decision API is (AuthZEN 1.0, section 9). The addresses come from the configuration and never from the
/// Host
/// header, which anybody can set: `mandate.url`, or the port of this machine where that is not set.
@RestController
class AuthzenConfigurationController {
    private final Environment settings;

    AuthzenConfigurationController(Environment settings) {
        this.settings = settings;
    }

    @GetMapping("/.well-known/authzen-configuration")
    Map<String, String> configuration() {
        String url = url();
        Map<String, String> configuration = new LinkedHashMap<>();
        configuration.put("policy_decision_point", url);
        configuration.put("access_evaluation_endpoint", url + "/access/v1/evaluation");
        configuration.put("access_evaluations_endpoint", url + "/access/v1/evaluations");
        return configuration;
    }

    private String url() {
        String configured = settings.getProperty("mandate.url", "");
        if (!configured.isEmpty()) {
            return configured.replaceAll("/+$", "");
        }
        String scheme = settings.getProperty("server.ssl.bundle", "").isEmpty() ? "http" : "https";
        return scheme + "://localhost:" + settings.getProperty("local.server.port", "8080");
    }
}
