package io.mandate.server;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// Mandate in one process.
@SpringBootApplication
public class MandateApplication {
    /// Starts the server and returns when it accepts requests.
    public static void main(String[] arguments) {
        // Axon asks its maker for updates otherwise, and reads this switch before any configuration of ours is loaded.
        System.setProperty("axoniq.update-checker.disabled", "true");
        SpringApplication.run(MandateApplication.class, arguments);
    }
}
