package io.mandate.store.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import org.junit.jupiter.api.Test;

class KeyCacheTest {
    private final KeyCache cache = new KeyCache(3);

    @Test
    void the_least_recently_used_key_is_forgotten_first() {
        put("a");
        put("b");
        put("c");
        assertThat(cache.get(key("a"))).isPresent();

        put("d");

        assertThat(cache.size()).isEqualTo(3);
        assertThat(cache.get(key("b"))).isEmpty();
        assertThat(cache.get(key("a"))).isPresent();
    }

    @Test
    void a_key_with_other_bytes_in_the_database_is_another_key() {
        put("a");

        assertThat(cache.get(key("a"), new byte[] {1})).isPresent();
        assertThat(cache.get(key("a"), new byte[] {2})).isEmpty();
        cache.forget(key("a"));
        assertThat(cache.get(key("a"))).isEmpty();
    }

    private void put(String user) {
        cache.put(key(user), new byte[] {1}, new Cipher(Cipher.randomBytes(Cipher.KEY_BYTES)));
    }

    private static KeyRef key(String user) {
        return KeyRef.user(new TenantId("acme"), new UserId(user));
    }
}
