package io.mandate.access.decision;

import io.mandate.access.AccessView;
import io.mandate.access.catalog.CatalogNode;
import io.mandate.access.decision.Finding.Kind;
import io.mandate.access.decision.PathChoices.At;
import io.mandate.access.fact.Fact;
import io.mandate.access.profile.OwnActions;
import io.mandate.access.profile.Profile;
import io.mandate.access.scope.Scopes;
import io.mandate.access.user.Subject;
import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.tenant.Availability;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ScopeExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Collects the findings of one decision: walks the steps up to the one that decided. It never decides itself, so it
/// cannot come to another answer.
final class Findings {
    private final AccessView view;
    private final Question question;
    private final Decision decision;
    private final int last;
    private final List<Finding> findings = new ArrayList<>();
    private @Nullable NodeKey inheritedFrom;
    private boolean fromDefault;

    Findings(AccessView view, Question question, Decision decision) {
        this.view = view;
        this.question = question;
        this.decision = decision;
        this.last = decision.reason().step();
    }

    Explanation explanation() {
        Subject subject = view.user(question.user());
        add(1, Kind.USER_EXISTS, null, subject == null ? 0 : subject.facts().created());
        if (subject != null) {
            add(2, Kind.USER_ACTIVE, null, subject.facts().status());
            aboutResource();
            aboutRole(subject);
        }
        return new Explanation(decision, last, inheritedFrom, fromDefault, findings);
    }

    private void aboutResource() {
        CatalogNode node = view.catalog().node(question.resource());
        add(3, Kind.RESOURCE_KNOWN, question.resource(), node == null ? 0 : node.standsSince());
        above().filter(each -> node != null && each.standsSince() > node.standsSince())
                .forEach(each -> add(3, Kind.RESOURCE_KNOWN, each.key(), each.standsSince()));
        add(3, Kind.ACTION_SUPPORTED, question.resource(), node == null ? 0 : node.definedAt());
        for (CatalogNode module : view.catalog().path(question.resource())) {
            Fact<Availability> said = view.tenantState().availability().get(module.key());
            if (module.definition().kind() == NodeDefinition.Kind.MODULE) {
                add(4, Kind.MODULE_AVAILABLE, module.key(), said == null ? 0 : said.seq());
            }
        }
    }

    /// The nodes above the resource, the root first: what came back later than it, and for whom they exist, is asked of
    /// them as well.
    private Stream<CatalogNode> above() {
        return view.catalog().path(question.resource()).stream()
                .filter(node -> !node.key().equals(question.resource()));
    }

    private void aboutRole(Subject subject) {
        if (decision.reason() == Reason.SUPERUSER) {
            add(5, Kind.SUPERUSER, null, subject.facts().role());
            return;
        }
        Profile profile = subject.profile() == null ? null : view.profile(subject.profile());
        long given = subject.role() == null && profile != null
                ? profile.traits().associatedRole().seq()
                : subject.facts().role();
        add(6, Kind.ROLE, null, given);
        add(6, Kind.PROFILE, null, subject.facts().profile());
        List<CatalogNode> path = view.catalog().path(question.resource());
        if (profile != null && open() && !path.isEmpty()) {
            aboutProfile(subject, new PathChoices(profile, path));
        }
    }

    private void aboutProfile(Subject subject, PathChoices choices) {
        add(7, Kind.RELEVANT_FOR_ROLE, question.resource(), choices.node().definedAt());
        above().filter(each -> Relevance.narrowed(each.definition()))
                .forEach(each -> add(7, Kind.RELEVANT_FOR_ROLE, each.key(), each.definedAt()));
        add(8, Kind.NOT_DISABLED, null, 0);
        At<Long> inUse = choices.inUse();
        add(9, Kind.ENABLED, inUse == null ? null : inUse.node(), inUse == null ? 0 : inUse.said());
        aboutActions(choices);
        aboutRecord(subject, choices);
        if (choices.profile().maskSensitiveData()) {
            add(12, Kind.MASKING, null, choices.profile().traits().masking().seq());
        }
    }

    private void aboutActions(PathChoices choices) {
        if (last < 10) {
            return;
        }
        At<OwnActions> own = choices.own();
        fromDefault = own == null;
        inheritedFrom = own == null || own.node().equals(question.resource()) ? null : own.node();
        long fact = own == null
                ? choices.profile().traits().defaultActions().seq()
                : own.said().seq();
        add(10, Kind.ACTION_GRANTED, own == null ? null : own.node(), fact);
    }

    private void aboutRecord(Subject subject, PathChoices choices) {
        if (last < 11) {
            return;
        }
        Grant grant = Grants.of(view).steps().byProfile(choices, question.action());
        limit(Kind.LEVEL_SCOPE, grant.level());
        limit(Kind.RECORD_SCOPE, grant.records());
        ReachFindings reach = new ReachFindings(view, question, subject);
        List<Limit> picks = picks(grant.instances(), reach);
        picks.forEach(each -> limit(Kind.PICKED_INSTANCES, each));
        ScopeExpression perimeter = subject.perimeter();
        if (perimeter != null && open()) {
            boolean holds = decision.reason() != Reason.OUT_OF_RECORD_SCOPE;
            findings.add(
                    new Finding(11, Kind.PERIMETER, holds, null, subject.facts().perimeter(), perimeter));
        }
        // Of picks side by side those that are named for this record; else what they reach together.
        limits(grant, picks.size() == 1 ? picks.getFirst() : grant.instances(), perimeter)
                .ifPresent(limits -> findings.addAll(open() ? reach.reached(limits) : reach.missed()));
        if (decision.reason() == Reason.CONDITION_NOT_MET) {
            findings.add(new Finding(11, Kind.CONDITION, false, decision.node(), decision.fact(), null));
        }
    }

    /// Picks that reach side by side: of one record those by which it was reached first, of all records both.
    private List<Limit> picks(@Nullable Limit picks, ReachFindings reach) {
        if (picks == null) {
            return List.of();
        }
        if (picks.alternatives().isEmpty() || !open() || failed(picks)) {
            return List.of(picks);
        }
        return question.concrete()
                ? reach.first(picks.alternatives()).map(List::of).orElse(List.of(picks))
                : picks.alternatives();
    }

    /// All limits as one; empty if there is none.
    private static Optional<ScopeExpression> limits(
            Grant grant, @Nullable Limit picks, @Nullable ScopeExpression perimeter) {
        return Stream.concat(
                        Stream.of(grant.level(), grant.records(), picks)
                                .filter(Objects::nonNull)
                                .map(Limit::scope),
                        Stream.ofNullable(perimeter))
                .reduce(Scopes::both);
    }

    private void limit(Kind kind, @Nullable Limit limit) {
        if (limit != null && open()) {
            findings.add(new Finding(11, kind, !failed(limit), limit.node(), limit.fact(), limit.scope()));
        }
    }

    /// A limit that was not met is the one the decision names.
    private boolean failed(Limit limit) {
        return decision.reason() == Reason.OUT_OF_RECORD_SCOPE
                && decision.fact() == limit.fact()
                && limit.node().equals(decision.node());
    }

    private boolean open() {
        return findings.isEmpty() || findings.getLast().holds();
    }

    /// Adds what the decision came past, or what it failed at; that is then as the decision says.
    private void add(int step, Kind kind, @Nullable NodeKey node, long fact) {
        if (!open() || step > last) {
            return;
        }
        if (step == last && decides(kind)) {
            findings.add(new Finding(step, kind, false, decision.node(), decision.fact(), null));
        } else {
            findings.add(new Finding(step, kind, true, node, fact, null));
        }
    }

    private boolean decides(Kind kind) {
        return switch (decision.reason()) {
            case USER_UNKNOWN, USER_DELETED -> kind == Kind.USER_EXISTS;
            case USER_SUSPENDED, USER_NOT_ACTIVATED -> kind == Kind.USER_ACTIVE;
            case RESOURCE_UNKNOWN -> kind == Kind.RESOURCE_KNOWN;
            case ACTION_NOT_SUPPORTED -> kind == Kind.ACTION_SUPPORTED;
            case MODULE_NOT_AVAILABLE, TENANT_OFFBOARDED -> kind == Kind.MODULE_AVAILABLE;
            case NO_ROLE -> kind == Kind.ROLE;
            case NO_PROFILE -> kind == Kind.PROFILE;
            case NOT_RELEVANT_FOR_ROLE -> kind == Kind.RELEVANT_FOR_ROLE;
            case NODE_DISABLED -> kind == Kind.NOT_DISABLED;
            case NODE_NOT_ENABLED -> kind == Kind.ENABLED;
            case ACTION_NOT_GRANTED -> kind == Kind.ACTION_GRANTED;
            case OUT_OF_RECORD_SCOPE -> kind == Kind.RECORD_SCOPE;
            case CONDITION_NOT_MET -> kind == Kind.CONDITION;
            case SUPERUSER, GRANTED -> false;
        };
    }
}
