package io.mandate.command.invariants;

import io.mandate.access.AccessView;
import io.mandate.access.catalog.Catalog;
import io.mandate.access.catalog.CatalogNode;
import io.mandate.access.decision.AccessRules;
import io.mandate.access.decision.Decision;
import io.mandate.access.decision.ProfileGrants;
import io.mandate.access.decision.Question;
import io.mandate.access.fact.Fact;
import io.mandate.access.profile.Instances;
import io.mandate.access.profile.Profile;
import io.mandate.access.scope.Scopes;
import io.mandate.events.DomainEvent;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeDefined;
import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.profile.InstanceMode;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.InstanceType;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileName;
import io.mandate.events.values.UserId;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// A catalog takes no limit away that a living profile sets. Whether a node has records, by what it is
/// scoped and what can be picked decide whether scopes and picks bind there: a word left out of a
/// document would open to everybody what an administrator had limited, whoever loads it and whatever he
/// holds. Nor does it leave picks behind that nobody could see or take away any more.
@Component
@Order(8)
class LimitsStay implements PostCondition {
    private static final NodeKey PROFILES = new NodeKey("administration/profiles");
    private static final ActionName VIEW = new ActionName("view");

    @Override
    public void check(Aftermath aftermath) {
        Catalog before = aftermath.before().catalog();
        Catalog after = aftermath.after().catalog();
        for (NodeKey node : concerned(aftermath)) {
            List<ProfileName> opened = aftermath.after().profiles().stream()
                    .filter(profile -> opens(before, after, profile, node) || strands(before, after, profile, node))
                    .map(Profile::name)
                    .sorted(Comparator.comparing(ProfileName::value))
                    .toList();
            if (!opened.isEmpty()) {
                throw new RejectedException(refusal(aftermath, node, opened));
            }
        }
    }

    /// The nodes where limits may bind no more, and those scoped by them.
    private static Set<NodeKey> concerned(Aftermath aftermath) {
        Set<NodeKey> nodes = new LinkedHashSet<>();
        for (DomainEvent event : aftermath.events()) {
            if (event instanceof CatalogNodeDefined(NodeKey key, NodeDefinition is, NodeDefinition was)
                    && was != null
                    && limitsElse(was, is)) {
                nodes.add(key);
                scopedBy(aftermath.before().catalog(), key, nodes);
            }
        }
        return nodes;
    }

    private static boolean limitsElse(NodeDefinition was, NodeDefinition is) {
        return (was.recordBased() && !is.recordBased())
                || !Objects.equals(was.scopedBy(), is.scopedBy())
                || !Objects.equals(was.instanceType(), is.instanceType());
    }

    private static void scopedBy(Catalog catalog, NodeKey container, Set<NodeKey> nodes) {
        for (CatalogNode node : catalog.nodes()) {
            if (container.equals(node.definition().scopedBy())) {
                nodes.add(node.key());
            }
        }
    }

    /// The profile as it will be, read by both catalogs: what it says less itself is its own change.
    /// Retired nodes too: they may come back.
    private static boolean opens(Catalog before, Catalog after, Profile profile, NodeKey node) {
        CatalogNode is = Objects.requireNonNull(after.node(node));
        return is.definition().supportedActions().actions().stream()
                .anyMatch(action -> !Scopes.covers(
                        ProfileGrants.limit(before, profile, node, action),
                        ProfileGrants.limit(after, profile, node, action)));
    }

    private static boolean strands(Catalog before, Catalog after, Profile profile, NodeKey node) {
        return picks(profile, node) && !Objects.equals(typeOf(before, node), typeOf(after, node));
    }

    private static boolean picks(Profile profile, NodeKey node) {
        Fact<Instances> said = profile.choice(node).instances();
        return said != null && said.value().mode() != InstanceMode.UNSET;
    }

    private static @Nullable InstanceType typeOf(Catalog catalog, NodeKey node) {
        CatalogNode known = catalog.node(node);
        return known == null ? null : known.definition().instanceType();
    }

    private static Rejection refusal(Aftermath aftermath, NodeKey node, List<ProfileName> opened) {
        Rejection refusal = Rejection.of(RejectionCode.LIMIT_IN_USE, "node", node, "count", opened.size());
        return seesProfiles(aftermath.before(), aftermath.giver())
                ? refusal.with(
                        "profiles", opened.stream().limit(ProfileInUse.NAMED).toList())
                : refusal;
    }

    /// Who may edit catalogs and not view every profile learns how many there are.
    static boolean seesProfiles(AccessView before, @Nullable UserId giver) {
        if (giver == null) {
            return false;
        }
        Decision decision = AccessRules.decide(before, Question.about(giver, PROFILES, VIEW));
        return decision.allowed() && !decision.conditional();
    }
}
