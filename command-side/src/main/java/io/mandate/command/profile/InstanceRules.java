package io.mandate.command.profile;

import static io.mandate.command.profile.Refusals.invalid;
import static io.mandate.command.profile.Refusals.refuse;

import io.mandate.access.AccessView;
import io.mandate.access.catalog.CatalogNode;
import io.mandate.access.fact.Fact;
import io.mandate.access.profile.Instances;
import io.mandate.access.profile.Profile;
import io.mandate.command.profile.ProfileChange.SelectInstances;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.profile.InstanceMode;
import io.mandate.events.profile.ProfileEvent;
import io.mandate.events.profile.ProfileEvent.ProfileInstancesChanged;
import io.mandate.events.values.InstanceType;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.ScopeExpression;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Which instances of a node a profile picks. Only registered records can be picked.
final class InstanceRules {
    private InstanceRules() {}

    static List<ProfileEvent> select(Profile profile, SelectInstances change, AccessView head) {
        NodesInUse nodes = new NodesInUse(head.catalog());
        boolean takenBack = change.mode() == InstanceMode.UNSET;
        CatalogNode node = takenBack ? nodes.known(change.node()) : nodes.inUse(change.node());
        InstanceType type = typeOf(node, change.instanceType());
        Fact<Instances> own = profile.choice(node.key()).instances();
        Instances from = own == null ? Instances.UNSET : own.value();
        InstanceMode mode = mode(change, from);
        SortedSet<RecordId> to = mode == InstanceMode.SELECTED ? picked(change, from) : Collections.emptySortedSet();
        SortedSet<RecordId> added = without(to, from.picked());
        SortedSet<RecordId> removed = without(from.picked(), to);
        if (mode == from.mode() && added.isEmpty() && removed.isEmpty()) {
            return List.of();
        }
        checkRegistered(node.key(), added, to, head);
        return List.of(new ProfileInstancesChanged(profile.id(), node.key(), type, from.mode(), mode, added, removed));
    }

    private static InstanceType typeOf(CatalogNode node, @Nullable InstanceType believed) {
        InstanceType type = node.definition().instanceType();
        if (type == null || (believed != null && !believed.equals(type))) {
            throw refuse(
                    RejectionCode.INSTANCE_TYPE_MISMATCH,
                    "node",
                    node.key(),
                    "expected",
                    type == null ? "nothing" : type,
                    "given",
                    believed == null ? "instances" : believed);
        }
        return type;
    }

    private static InstanceMode mode(SelectInstances change, Instances from) {
        InstanceMode mode = change.mode();
        boolean picks = change.only() != null || !change.add().isEmpty();
        if (mode == null) {
            return picks ? InstanceMode.SELECTED : from.mode();
        }
        if (mode != InstanceMode.SELECTED && (picks || !change.remove().isEmpty())) {
            throw invalid("mode", "must be SELECTED where instances are named");
        }
        return mode;
    }

    private static SortedSet<RecordId> picked(SelectInstances change, Instances from) {
        SortedSet<RecordId> only = change.only();
        if (only != null && !(change.add().isEmpty() && change.remove().isEmpty())) {
            throw invalid("ids", "must not be given beside add or remove");
        }
        SortedSet<RecordId> picked = new TreeSet<>(only == null ? from.picked() : only);
        picked.addAll(change.add());
        picked.removeAll(change.remove());
        return picked;
    }

    private static void checkRegistered(
            NodeKey node, SortedSet<RecordId> added, SortedSet<RecordId> all, AccessView head) {
        if (all.size() > ScopeExpression.WIDEST) {
            throw invalid("ids", "must be at most " + ScopeExpression.WIDEST);
        }
        for (RecordId record : added) {
            if (head.record(node, record) == null) {
                throw refuse(RejectionCode.RECORD_NOT_FOUND, "resource", node, "record", record);
            }
        }
    }

    private static SortedSet<RecordId> without(SortedSet<RecordId> from, SortedSet<RecordId> others) {
        SortedSet<RecordId> rest = new TreeSet<>(from);
        rest.removeAll(others);
        return rest;
    }
}
