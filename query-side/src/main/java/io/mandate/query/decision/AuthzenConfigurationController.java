package io.mandate.query.decision;

import io.mandate.events.values.InvalidValueException;
import io.mandate.events.values.TenantId;
import io.mandate.http.description.Described;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/// Where the decision API is (AuthZEN 1.0, section 9). The addresses come from the configuration and never from the
/// Host header, which anybody can set: `mandate.url`, or the port of this machine where that is not set.
///
/// A tenant may be asked for by a path of its own behind the well-known one. It leads to the same endpoints, since the
/// tenant comes from the credential; and the answer is the same whether there is such a tenant or not, for nobody has
/// said yet who he is. Members that would be empty, such as `capabilities`, are left out.
@RestController
class AuthzenConfigurationController {
    private static final String WELL_KNOWN = "/.well-known/authzen-configuration";

    private final Environment settings;

    AuthzenConfigurationController(Environment settings) {
        this.settings = settings;
    }

    @Described(summary = "Where the decision API is")
    @GetMapping(WELL_KNOWN)
    Map<String, String> configuration() {
        return configuration(url(), url());
    }

    /// @param path of the decision point: that of this installation, or a tenant's below it
    @Described(summary = "Where the decision API of a tenant is")
    @GetMapping(WELL_KNOWN + "/{*path}")
    Map<String, String> configuration(@PathVariable String path) {
        String url = url();
        String base = String.valueOf(URI.create(url).getPath());
        boolean ours = path.equals(base) || (path.startsWith(base + "/") && tenant(path.substring(base.length() + 1)));
        if (!ours) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return configuration(url.substring(0, url.length() - base.length()) + path, url);
    }

    private static Map<String, String> configuration(String identifier, String url) {
        Map<String, String> configuration = new LinkedHashMap<>();
        configuration.put("policy_decision_point", identifier);
        configuration.put("access_evaluation_endpoint", url + "/access/v1/evaluation");
        configuration.put("access_evaluations_endpoint", url + "/access/v1/evaluations");
        return configuration;
    }

    private static boolean tenant(String name) {
        try {
            new TenantId(name);
            return true;
        } catch (InvalidValueException _) {
            return false;
        }
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
