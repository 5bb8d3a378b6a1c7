package io.mandate.command.masterkey;

import static io.mandate.command.rules.Decision.accept;
import static io.mandate.command.rules.Decision.reject;
import static io.mandate.command.rules.Decision.unchanged;

import io.mandate.command.masterkey.MasterKeyCommand.ActivateMasterKey;
import io.mandate.command.masterkey.MasterKeyCommand.DestroyMasterKey;
import io.mandate.command.rules.Decision;
import io.mandate.events.problem.Counted;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.tenant.TenantEvent;
import io.mandate.events.tenant.TenantEvent.MasterKeyActivated;
import io.mandate.events.tenant.TenantEvent.MasterKeyDestroyed;
import io.mandate.store.envelope.MasterKeyEpochs.Epoch;
import io.mandate.store.envelope.MasterKeyEpochs.Node;
import io.mandate.store.envelope.MasterKeyEpochs.Standing;
import java.util.List;
import java.util.Optional;

/// When an epoch of the master key comes into use, and when it is over.
public final class MasterKeyRules {
    private MasterKeyRules() {}

    public static Decision<TenantEvent> decide(MasterKeyCommand command, Standing standing) {
        Optional<Epoch> known = standing.epochs().stream()
                .filter(epoch -> epoch.number() == command.epoch())
                .findFirst();
        if (known.isEmpty()) {
            return reject(RejectionCode.MASTER_KEY_UNKNOWN, "epoch", command.epoch());
        }
        return switch (command) {
            case ActivateMasterKey activate -> activate(activate.epoch(), standing);
            case DestroyMasterKey _ -> destroy(known.get(), standing);
        };
    }

    /// A node that lacks the epoch could neither open nor seal anything from then on.
    private static Decision<TenantEvent> activate(int epoch, Standing standing) {
        if (epoch == standing.active()) {
            return unchanged();
        }
        if (epoch < standing.active()) {
            return inUse(epoch, "activated", "epoch " + standing.active() + " is in use, and epochs only go on");
        }
        List<String> without = standing.nodes().stream()
                .filter(node -> !node.epochs().contains(epoch))
                .map(Node::name)
                .toList();
        return without.isEmpty()
                ? accept(new MasterKeyActivated(standing.active(), epoch))
                : reject(RejectionCode.MASTER_KEY_NOT_EVERYWHERE, "epoch", epoch, "nodes", without);
    }

    private static Decision<TenantEvent> destroy(Epoch epoch, Standing standing) {
        if (!epoch.living()) {
            return unchanged();
        }
        if (epoch.number() >= standing.active()) {
            return inUse(epoch.number(), "destroyed", "it is in use, or will be");
        }
        if (epoch.wraps() > 0) {
            String wrapped = Counted.of(epoch.wraps(), "key of a tenant is", "keys of tenants are");
            return inUse(epoch.number(), "destroyed", wrapped + " wrapped under it");
        }
        long living = standing.epochs().stream().mapToLong(Epoch::wraps).sum();
        return accept(new MasterKeyDestroyed(epoch.number(), living));
    }

    private static Decision<TenantEvent> inUse(int epoch, String wish, String rule) {
        return reject(RejectionCode.MASTER_KEY_IN_USE, "epoch", epoch, "wish", wish, "rule", rule);
    }
}
