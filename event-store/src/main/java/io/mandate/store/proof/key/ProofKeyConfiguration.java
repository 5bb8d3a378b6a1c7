package io.mandate.store.proof.key;

import io.mandate.store.startup.Flag;
import java.nio.file.Path;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertyResolver;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The keys come from `mandate.proof-key.value` (the environment variable `MANDATE_PROOF_KEY_VALUE`), else from the
/// file `mandate.proof-key.file`, by default `proof.key` beside the master key.
@Configuration(proxyBeanMethods = false)
class ProofKeyConfiguration {
    @Bean
    ProofKeys proofKeys(DataSource dataSource, Environment settings) {
        Optional<String> value = Optional.ofNullable(settings.getProperty("mandate.proof-key.value"))
                .filter(text -> !text.isBlank());
        boolean lost = Flag.of(settings, "mandate.proof-key.lost");
        return new ProofKeySetup(JdbcClient.create(dataSource)).open(value, new ProofKeyFile(file(settings)), lost);
    }

    private static Path file(PropertyResolver settings) {
        String own = settings.getProperty("mandate.proof-key.file");
        return own != null
                ? Path.of(own)
                : Path.of(settings.getProperty("mandate.master-key.file", "data/master.key"))
                        .resolveSibling(ProofKeyFile.NAME);
    }
}
