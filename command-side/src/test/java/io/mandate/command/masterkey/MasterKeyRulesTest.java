package io.mandate.command.masterkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.command.masterkey.MasterKeyCommand.ActivateMasterKey;
import io.mandate.command.masterkey.MasterKeyCommand.DestroyMasterKey;
import io.mandate.command.rules.Decision;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.tenant.TenantEvent;
import io.mandate.events.tenant.TenantEvent.MasterKeyActivated;
import io.mandate.events.tenant.TenantEvent.MasterKeyDestroyed;
import io.mandate.store.envelope.MasterKeyEpochs.Epoch;
import io.mandate.store.envelope.MasterKeyEpochs.Node;
import io.mandate.store.envelope.MasterKeyEpochs.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class MasterKeyRulesTest {
    private static final Instant THEN = Instant.parse("2026-03-01T10:00:00Z");
    private static final Node BOTH = new Node("a", new TreeSet<>(Set.of(1, 2)));
    private static final Node OLD = new Node("b", new TreeSet<>(Set.of(1)));

    @Test
    void an_epoch_that_every_node_has_comes_into_use() {
        assertThat(activate(2, added(BOTH))).isEqualTo(Decision.accept(new MasterKeyActivated(1, 2)));
    }

    @Test
    void one_that_a_node_lacks_does_not_and_the_node_is_named() {
        assertThat(activate(2, added(BOTH, OLD)))
                .isEqualTo(Decision.reject(RejectionCode.MASTER_KEY_NOT_EVERYWHERE, "epoch", 2, "nodes", List.of("b")));
    }

    @Test
    void one_that_nobody_has_is_unknown() {
        assertThat(code(activate(3, added(BOTH)))).isEqualTo(RejectionCode.MASTER_KEY_UNKNOWN);
    }

    @Test
    void epochs_only_go_on() {
        assertThat(activate(2, changed(0))).isEqualTo(Decision.unchanged());
        assertThat(code(activate(1, changed(0)))).isEqualTo(RejectionCode.MASTER_KEY_IN_USE);
    }

    @Test
    void an_epoch_is_over_when_nothing_is_wrapped_under_it() {
        assertThat(destroy(1, changed(0))).isEqualTo(Decision.accept(new MasterKeyDestroyed(1, 5)));
        assertThat(code(destroy(1, changed(1)))).isEqualTo(RejectionCode.MASTER_KEY_IN_USE);
    }

    @Test
    void the_one_in_use_is_never_over_and_none_ends_twice() {
        assertThat(code(destroy(2, changed(0)))).isEqualTo(RejectionCode.MASTER_KEY_IN_USE);
        Standing ended =
                new Standing(2, List.of(new Epoch(1, THEN, THEN, 0), new Epoch(2, THEN, null, 5)), List.of(BOTH));
        assertThat(destroy(1, ended)).isEqualTo(Decision.unchanged());
    }

    /// Epoch 2 is there and not in use.
    private static Standing added(Node... nodes) {
        return new Standing(1, List.of(new Epoch(1, THEN, null, 5), new Epoch(2, null, null, 0)), List.of(nodes));
    }

    /// Epoch 2 is in use.
    private static Standing changed(long left) {
        return new Standing(2, List.of(new Epoch(1, THEN, null, left), new Epoch(2, THEN, null, 5)), List.of(BOTH));
    }

    private static Decision<TenantEvent> activate(int epoch, Standing standing) {
        return MasterKeyRules.decide(new ActivateMasterKey(epoch), standing);
    }

    private static Decision<TenantEvent> destroy(int epoch, Standing standing) {
        return MasterKeyRules.decide(new DestroyMasterKey(epoch), standing);
    }

    private static RejectionCode code(Decision<TenantEvent> decision) {
        return switch (decision) {
            case Decision.Rejected<TenantEvent>(var rejection) -> rejection.code();
            case Decision.Accepted<TenantEvent>(var events) -> throw new AssertionError(events);
        };
    }
}
