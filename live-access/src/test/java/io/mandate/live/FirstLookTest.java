package io.mandate.live;

import static io.mandate.live.FirstLook.Found.NOTHING;
import static io.mandate.live.FirstLook.Found.TENANT;
import static io.mandate.live.FirstLook.Found.UNREACHABLE;
import static io.mandate.live.LiveNode.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.events.values.TenantId;
import io.mandate.live.FirstLook.Found;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class FirstLookTest {
    private final FirstLook looks = new FirstLook(Duration.ofHours(1));
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void the_store_is_not_asked_again_and_again_about_what_is_not_there() {
        for (int i = 0; i < 100; i++) {
            assertThat(looks.at(ACME, () -> counted(NOTHING))).isEqualTo(NOTHING);
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void the_store_is_not_asked_again_and_again_while_it_is_away() {
        for (int i = 0; i < 100; i++) {
            assertThat(looks.at(ACME, () -> {
                        counted(TENANT);
                        throw new IllegalStateException("away");
                    }))
                    .isEqualTo(UNREACHABLE);
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void it_is_asked_again_when_some_time_is_over_or_something_came() {
        FirstLook impatient = new FirstLook(Duration.ZERO);
        assertThat(impatient.at(ACME, () -> NOTHING)).isEqualTo(NOTHING);
        assertThat(impatient.at(ACME, () -> TENANT)).isEqualTo(TENANT);

        assertThat(looks.at(ACME, () -> NOTHING)).isEqualTo(NOTHING);
        looks.forget(ACME);
        assertThat(looks.at(ACME, () -> TENANT)).isEqualTo(TENANT);
    }

    @Test
    void questions_about_very_many_tenants_that_are_not_there_end_without_the_store() {
        for (int i = 0; i < 10_001; i++) {
            looks.at(new TenantId("nobody-" + i), () -> counted(NOTHING));
        }
        assertThat(asked).hasValue(10_000);
        assertThat(looks.at(ACME, () -> counted(TENANT))).isEqualTo(UNREACHABLE);
    }

    @Test
    @Timeout(60)
    void who_asks_for_the_same_waits_for_the_same_look_and_others_do_not() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<Found> first = CompletableFuture.supplyAsync(() -> looks.at(ACME, () -> {
            begun.countDown();
            goOn.await();
            return counted(TENANT);
        }));
        begun.await();
        CompletableFuture<Found> second =
                CompletableFuture.supplyAsync(() -> looks.at(ACME, () -> counted(UNREACHABLE)));

        assertThat(looks.at(besides(ACME), () -> NOTHING)).isEqualTo(NOTHING);

        goOn.countDown();
        assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo(TENANT);
        // Where the second came when all was over, it looked for itself.
        assertThat(second.get(20, TimeUnit.SECONDS)).isIn(TENANT, UNREACHABLE);
    }

    private Found counted(Found found) {
        asked.incrementAndGet();
        return found;
    }

    /// One that lies beside another in every small table of hashes.
    private static TenantId besides(TenantId tenant) {
        return IntStream.range(0, 1_000_000)
                .mapToObj(i -> new TenantId("t" + i))
                .filter(other -> bin(other) == bin(tenant))
                .findFirst()
                .orElseThrow();
    }

    private static int bin(TenantId tenant) {
        int hash = tenant.hashCode();
        return (hash ^ hash >>> 16) & 0x3ff;
    }
}
