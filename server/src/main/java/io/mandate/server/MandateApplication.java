package io.mandate.server;

import io.mandate.server.cli.MandateCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/// Mandate in one process. What no handler answers is answered by the edge, and not by a page of
/// the framework.
@SpringBootApplication(exclude = ErrorMvcAutoConfiguration.class)
public class MandateApplication {
    /// Runs a command of the command line. After `start` the process lives on until it is told to end.
    public static void main(String[] arguments) {
        int code = MandateCommand.execute(arguments);
        if (code != 0) {
            System.exit(code);
        }
    }

    /// Starts the server and returns when it answers; closing the context stops it, and its database with it.
    ///
    /// @param settings `--name=value`, stronger than the environment and files
    public static ConfigurableApplicationContext start(String... settings) {
        // Axon asks its maker for updates and advertises its console otherwise, and reads these before any
        // configuration of ours.
        System.setProperty("axoniq.update-checker.disabled", "true");
        System.setProperty("disable-axoniq-console-message", "true");
        SpringApplication application = new SpringApplication(MandateApplication.class);
        // Both sides of the wall have a class for the same feature, and may call it the same.
        application.setBeanNameGenerator(FullyQualifiedAnnotationBeanNameGenerator.INSTANCE);
        return application.run(settings);
    }
}
