package io.mandate.store.envelope;

import java.nio.file.Path;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/// The master key comes from `mandate.master-key.value` (the environment variable `MANDATE_MASTER_KEY_VALUE`), else
/// from the file `mandate.master-key.file`, by default `data/master.key`.
@Configuration(proxyBeanMethods = false)
class EnvelopeConfiguration {
    @Bean
    MasterKeys masterKeys(MasterKeyEpochs epochs, Environment settings) {
        Optional<String> value = Optional.ofNullable(settings.getProperty("mandate.master-key.value"))
                .filter(text -> !text.isBlank());
        var file = new MasterKeyFile(Path.of(settings.getProperty("mandate.master-key.file", "data/master.key")));
        return new MasterKeySetup(epochs).open(new MasterKeySource(value, file));
    }
}
