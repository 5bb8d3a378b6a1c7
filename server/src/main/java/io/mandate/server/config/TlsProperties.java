package io.mandate.server.config;

import io.mandate.store.startup.StartupRefusedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/// Serves TLS when `mandate.tls.certificate` and `mandate.tls.key` name PEM files, and follows the files when they
/// are renewed.
public final class TlsProperties implements EnvironmentPostProcessor {
    static final String CERTIFICATE = "mandate.tls.certificate";
    static final String KEY = "mandate.tls.key";
    private static final String BUNDLE = "spring.ssl.bundle.pem.mandate.";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        String certificate = environment.getProperty(CERTIFICATE, "");
        String key = environment.getProperty(KEY, "");
        if (certificate.isBlank() && key.isBlank()) {
            return;
        }
        if (certificate.isBlank() || key.isBlank()) {
            throw new StartupRefusedException(
                    "TLS needs both " + CERTIFICATE + " and " + KEY + "; only one of them is set");
        }
        Path chain = readable(CERTIFICATE, certificate);
        Path secret = readable(KEY, key);
        TlsFiles.require(chain, secret);
        Map<String, Object> tls = new HashMap<>();
        tls.put("server.ssl.bundle", "mandate");
        tls.put(BUNDLE + "reload-on-update", "true");
        // A renewal writes two files: until both are there, the pair that is served stays.
        tls.put(BUNDLE + "keystore.verify-keys", "true");
        tls.put(BUNDLE + "keystore.certificate", chain.toUri().toString());
        tls.put(BUNDLE + "keystore.private-key", secret.toUri().toString());
        environment.getPropertySources().addLast(new MapPropertySource("mandate tls", tls));
    }

    private static Path readable(String property, String file) {
        Path path = Path.of(file).toAbsolutePath();
        if (!Files.isReadable(path)) {
            throw new StartupRefusedException(
                    property + " names " + path + ", which does not exist or may not be read by this user");
        }
        return path;
    }
}
