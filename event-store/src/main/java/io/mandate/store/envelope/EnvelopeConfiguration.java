package io.mandate.store.envelope;

import java.nio.file.Path;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The master key comes from `mandate.master-key.value` (the environment variable `MANDATE_MASTER_KEY_VALUE`), else
/// from the file `mandate.master-key.file`, by default `data/master.key`.
@Configuration(proxyBeanMethods = false)
class EnvelopeConfiguration {
    @Bean
    MasterKey masterKey(DataSource dataSource, Environment settings) {
        Optional<String> value = Optional.ofNullable(settings.getProperty("mandate.master-key.value"))
                .filter(text -> !text.isBlank());
        var file = new MasterKeyFile(Path.of(settings.getProperty("mandate.master-key.file", "data/master.key")));
        return new MasterKeySetup(JdbcClient.create(dataSource)).open(value, file);
    }
}
