package io.mandate.query.history.state;

import io.mandate.access.AccessView;
import io.mandate.access.decision.Decision;
import io.mandate.access.decision.Finding;
import io.mandate.access.fact.Fact;
import io.mandate.access.history.Holding;
import io.mandate.access.history.Holdings;
import io.mandate.access.profile.Instances;
import io.mandate.access.profile.NodeChoice;
import io.mandate.access.profile.OwnActions;
import io.mandate.access.profile.Profile;
import io.mandate.access.user.Subject;
import io.mandate.access.user.SubjectFacts;
import io.mandate.events.values.FieldName;
import io.mandate.events.values.UserId;
import io.mandate.query.history.state.StateLine.Because;
import io.mandate.query.history.state.StateLine.Beginning;
import io.mandate.query.history.state.StateLine.Events;
import io.mandate.query.history.state.StateLine.OfNode;
import io.mandate.query.history.state.StateLine.OfPermissions;
import io.mandate.query.history.state.StateLine.OfPrincipal;
import io.mandate.query.history.state.StateLine.OfProfile;
import io.mandate.query.history.state.StateLine.Own;
import io.mandate.query.history.state.StateLine.Permission;
import io.mandate.query.history.state.StateLine.Picked;
import io.mandate.query.history.state.StateLine.Said;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The lines of a state in their order, each made when it is taken: a function of the view and of nothing else.
final class StateLines {
    static final int FORMAT = 1;
    /// How many ids are in memory at once, some 100 bytes each. Where the next ones begin is found
    /// in the order of all ids that the index keeps (4 bytes a principal, shared by all who read),
    /// so that a stretch costs what it tells.
    private static final int STRETCH = 50_000;

    private StateLines() {}

    /// Tells all but the last, one by one.
    ///
    /// @param recordedAt when the view's last commit was recorded; null before the first
    static void tell(AccessView view, @Nullable Instant recordedAt, Consumer<StateLine> to) {
        to.accept(new Beginning(
                FORMAT,
                view.tenant().value(),
                view.position(),
                recordedAt,
                view.tenantState().rulesVersion()));
        view.profiles().stream()
                .sorted(Comparator.comparing(Profile::id))
                .map(StateLines::profile)
                .forEach(to);
        Holdings.of(view).map(StateLines::permissions).forEach(to);
        List<UserId> page = view.users(null, STRETCH);
        while (!page.isEmpty()) {
            page.forEach(id -> principal(view, id).ifPresent(to));
            page = view.users(page.getLast(), STRETCH);
        }
    }

    private static StateLine profile(Profile profile) {
        return new OfProfile(
                profile.id(),
                profile.name().value(),
                profile.description(),
                profile.code(),
                optional(profile.traits().roleType()),
                optional(profile.traits().associatedRole()),
                Said.of(profile.traits().defaultActions()),
                profile.permissionType(),
                Said.of(profile.traits().masking()),
                profile.revision(),
                profile.traits().created(),
                named(profile.choices(), StateLines::node),
                named(profile.settings(), Said::of));
    }

    private static OfNode node(NodeChoice choice) {
        OwnActions own = choice.override();
        Fact<Instances> instances = choice.instances();
        return new OfNode(
                Said.orNull(choice.enablement()),
                own == null
                        ? null
                        : new Own(
                                own.actions(),
                                own.level() == null ? null : own.level().value(),
                                named(own.conditions(), Function.identity()),
                                own.scopes().isEmpty() ? null : named(own.scopes(), Function.identity()),
                                own.seq()),
                Said.orNull(choice.scope()),
                named(choice.scopes(), Said::of),
                Said.orNull(choice.navigation()),
                instances == null
                        ? null
                        : new Said<>(
                                new Picked(
                                        instances.value().mode(),
                                        instances.value().picked()),
                                instances.seq()));
    }

    private static StateLine permissions(Holding holding) {
        return new OfPermissions(
                holding.role(),
                holding.profile(),
                holding.permissions().stream().map(StateLines::permission).toList());
    }

    private static Permission permission(Holding.Permission permission) {
        Decision decision = permission.decision();
        return new Permission(
                permission.node(),
                permission.action(),
                decision.reason().name(),
                decision.conditional() ? decision.scope() : null,
                decision.maskedFields().stream().map(FieldName::value).toList(),
                decision.maskedFields().isEmpty() ? null : decision.visibleCharacters(),
                permission.because().stream().map(StateLines::because).toList());
    }

    private static Because because(Finding finding) {
        return new Because(finding.step(), finding.kind().name(), finding.node(), finding.scope(), finding.fact());
    }

    private static Optional<StateLine> principal(AccessView view, UserId id) {
        Subject subject = view.user(id);
        if (subject == null) {
            return Optional.empty();
        }
        return Optional.of(new OfPrincipal(
                id,
                subject.kind(),
                subject.status(),
                subject.role(),
                subject.profile(),
                subject.perimeter(),
                named(subject.attributes(), Function.identity()),
                subject.creator(),
                subject.assignee(),
                subject.identityProvider(),
                events(subject)));
    }

    private static Events events(Subject subject) {
        SubjectFacts facts = subject.facts();
        Map<String, Long> attributes = new TreeMap<>();
        subject.attributes().keySet().forEach(key -> attributes.put(key.value(), subject.attributeSince(key)));
        return new Events(
                facts.created(),
                facts.status(),
                facts.role(),
                facts.profile(),
                facts.perimeter(),
                attributes.isEmpty() ? null : attributes);
    }

    private static <T> Said<T> optional(Fact<Optional<T>> fact) {
        return new Said<>(fact.value().orElse(null), fact.seq());
    }

    private static <K, V, T> Map<String, T> named(Map<K, V> values, Function<V, T> form) {
        Map<String, T> named = new HashMap<>();
        values.forEach((key, value) -> named.put(key.toString(), form.apply(value)));
        return named;
    }
}
