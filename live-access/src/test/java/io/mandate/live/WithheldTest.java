package io.mandate.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mandate.events.tenant.TenantEvent.DecisionRulesAdopted;
import io.mandate.events.values.TenantId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WithheldTest {
    private static final TenantId RESTORED = new TenantId("restored");
    private static final TenantId OTHER = new TenantId("other");

    private final AtomicReference<Set<TenantId>> unfinished = new AtomicReference<>(Set.of(RESTORED));

    @Test
    void a_tenant_is_not_answered_from_while_somebody_lives_on_in_it_and_the_others_are(@TempDir Path folder) {
        try (LiveNode node = new LiveNode(folder).register(RESTORED).register(OTHER);
                Withheld withheld = new Withheld(unfinished::get);
                LiveIndex live = node.index(withheld)) {
            withheld.look();
            live.start();
            assertThatThrownBy(() -> live.now(RESTORED)).isInstanceOf(TenantUnavailableException.class);
            assertThatThrownBy(() -> live.at(RESTORED, 0)).isInstanceOf(TenantUnavailableException.class);
            assertThatThrownBy(() -> live.versions(RESTORED)).isInstanceOf(TenantUnavailableException.class);
            assertThat(live.now(OTHER).position()).isZero();
            assertThat(live.standing().unavailable()).isEqualTo(1);

            unfinished.set(Set.of());
            withheld.look();
            assertThat(live.now(RESTORED).position()).isZero();
        }
    }

    @Test
    void a_node_notices_by_itself_when_another_one_has_done_it() {
        try (Withheld withheld = new Withheld(unfinished::get)) {
            withheld.start();
            assertThat(withheld.tenants()).containsExactly(RESTORED);
            unfinished.set(Set.of());
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> withheld.tenants().isEmpty());
        }
    }

    @Test
    void a_tenant_that_is_imported_while_a_node_runs_is_looked_at_before_it_is_answered_from(@TempDir Path folder) {
        unfinished.set(Set.of());
        try (LiveNode node = new LiveNode(folder).register(OTHER);
                Withheld withheld = new Withheld(unfinished::get);
                LiveIndex live = node.index(withheld)) {
            live.start();
            unfinished.set(Set.of(RESTORED));
            node.register(RESTORED);
            assertThatThrownBy(() -> live.now(RESTORED))
                    .isInstanceOf(TenantUnavailableException.class)
                    .hasMessageContaining("restored from a backup");

            unfinished.set(Set.of());
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> withheld.tenants().isEmpty());
            assertThat(live.now(RESTORED).position()).isZero();
        }
    }

    @Test
    void nor_is_one_that_nobody_could_look_at(@TempDir Path folder) {
        AtomicReference<Boolean> reachable = new AtomicReference<>(true);
        try (LiveNode node = new LiveNode(folder).register(OTHER);
                Withheld withheld = new Withheld(() -> {
                    if (!reachable.get()) {
                        throw new IllegalStateException("the database is gone");
                    }
                    return Set.of();
                });
                LiveIndex live = node.index(withheld)) {
            live.start();
            reachable.set(false);
            node.register(RESTORED);
            assertThatThrownBy(() -> live.now(RESTORED)).isInstanceOf(TenantUnavailableException.class);
            live.published(node.commit(RESTORED, new DecisionRulesAdopted(0, 1)), System.nanoTime());
            assertThatThrownBy(() -> live.now(RESTORED)).isInstanceOf(TenantUnavailableException.class);
        }
    }
}
