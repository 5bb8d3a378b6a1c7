package io.mandate.server.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/// Commands look for the keys that sign where a server with the same settings has them.
class KeyPlaceTest {
    private static final Path DATA = Path.of("data");

    @Test
    void in_the_data_folder_if_nothing_is_set() {
        assertThat(file(Map.of())).isEqualTo(DATA.resolve("proof.key"));
    }

    @Test
    void beside_the_master_key_if_that_is_elsewhere() {
        assertThat(file(Map.of("mandate.master-key.file", "keys/master.key"))).isEqualTo(Path.of("keys/proof.key"));
    }

    @Test
    void where_it_is_said_to_be_before_all_else() {
        assertThat(file(Map.of(
                        "mandate.master-key.file", "keys/master.key", "mandate.proof-key.file", "own/proof.key")))
                .isEqualTo(Path.of("own/proof.key"));
    }

    private static Path file(Map<String, Object> given) {
        var settings = new StandardEnvironment();
        settings.getPropertySources().addFirst(new MapPropertySource("given", given));
        return new KeyPlace(DATA, settings).file().path();
    }
}
