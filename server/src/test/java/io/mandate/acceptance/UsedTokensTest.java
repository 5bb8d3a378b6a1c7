package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// Every request with a token is in the access journal of its tenant, counted by actor, token and minute.
class UsedTokensTest {
    private static final int TIMES = 40;

    @Test
    void each_use_of_a_token_is_counted_be_it_refused_and_a_wrong_token_is_none() {
        Tenant tenant = Tenant.of("commerce");
        Answer issued =
                tenant.admin().post("/v1/tokens", "{\"principal\": \"asker\"}").expect(201);
        String token = issued.at("/id");
        Client asker = new Client(tenant.url(), issued.at("/secret"), tenant.seen());

        asker.get("/v1/users").expect(403);
        assertThat(uses(tenant, token)).isEqualTo(1);

        for (int i = 1; i < TIMES; i++) {
            asker.post("/access/v1/evaluation", "{}").expect(400);
        }
        // All but the first of a minute are added in memory and written within 5 s.
        await().atMost(Duration.ofSeconds(30)).until(() -> uses(tenant, token) == TIMES);

        new Client(tenant.url(), issued.at("/secret") + "x", tenant.seen())
                .get("/v1/users")
                .expect(401);
        assertThat(uses(tenant, token)).isEqualTo(TIMES);
    }

    private static long uses(Tenant tenant, String token) {
        return StreamSupport.stream(
                        tenant.admin()
                                .get("/v1/journal?kind=TOKEN_USED&limit=500")
                                .expect(200)
                                .json()
                                .path("items")
                                .spliterator(),
                        false)
                .filter(row -> row.path("token").asString("").equals(token))
                .mapToLong(row -> row.path("count").asLong())
                .sum();
    }
}
