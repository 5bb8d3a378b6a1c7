package io.mandate.query.decision;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Where the decision API is (AuthZEN 1.0, section 9). The addresses come from the configuration and never from the
/// Host
/// header, which anybody can set.
@RestController
class AuthzenConfigurationController {
    private final String url;

    /// @param url `mandate.public-url`, without a slash at its end
    AuthzenConfigurationController(@Value("${mandate.public-url:http://localhost:8080}") String url) {
        this.url = url.replaceAll("/+$", "");
    }

    @GetMapping("/.well-known/authzen-configuration")
    Map<String, String> configuration() {
        Map<String, String> configuration = new LinkedHashMap<>();
        configuration.put("policy_decision_point", url);
        configuration.put("access_evaluation_endpoint", url + "/access/v1/evaluation");
        configuration.put("access_evaluations_endpoint", url + "/access/v1/evaluations");
        return configuration;
    }
}
