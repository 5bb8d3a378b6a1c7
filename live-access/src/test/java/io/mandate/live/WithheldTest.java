package io.mandate.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

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
}
