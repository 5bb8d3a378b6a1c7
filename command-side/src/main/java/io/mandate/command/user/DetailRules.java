package io.mandate.command.user;

import static io.mandate.command.rules.Decision.accept;
import static io.mandate.command.rules.Decision.reject;
import static io.mandate.command.rules.Decision.unchanged;

import io.mandate.access.AccessView;
import io.mandate.access.catalog.Catalog;
import io.mandate.command.rules.Decision;
import io.mandate.command.user.UserState.Living;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.tenant.Policy;
import io.mandate.events.user.PrincipalKind;
import io.mandate.events.user.UserEvent;
import io.mandate.events.user.UserEvent.DetailChange;
import io.mandate.events.user.UserEvent.UserDetailsChanged;
import io.mandate.events.user.UserEvent.UsernameChanged;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.PersonalText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Names, addresses, labels, attributes and usernames.
final class DetailRules {
    private static final int LONGEST = 200;

    private DetailRules() {}

    static Decision<UserEvent> decide(Living user, ChangeDetails command, AccessView head) {
        Map<AttributeKey, PersonalText> given = new HashMap<>();
        command.attributes().forEach((key, value) -> {
            if (value != null && !value.equals(user.person().attributes().get(key))) {
                given.put(key, value);
            }
        });
        Optional<Rejection> refusal = CreationRules.first(
                () -> refusal(user, command.details()),
                () -> AttributeFit.refusal(head.catalog(), given),
                () -> missing(user, command, head));
        List<DetailChange> changes = changes(user, command, head.catalog());
        return refusal.<Decision<UserEvent>>map(Decision::reject)
                .orElseGet(() ->
                        changes.isEmpty() ? unchanged() : accept(new UserDetailsChanged(command.user(), changes)));
    }

    static Decision<UserEvent> decide(Living user, ChangeUsername command, AccessView head) {
        PersonalText before = user.person().username();
        if (command.username().equals(before)) {
            return unchanged();
        }
        if (user.kind() != PrincipalKind.USER) {
            return reject(invalid("username", "services and pages have no username"));
        }
        if (head.tenantState().holds(Policy.USERNAME_IMMUTABLE)) {
            return reject(Rejection.of(RejectionCode.USERNAME_IMMUTABLE, "user", command.user(), "field", "username"));
        }
        boolean address = head.tenantState().policy(Policy.USERNAME_PATTERN).equals("EMAIL");
        return username(command.username(), head)
                .<Decision<UserEvent>>map(Decision::reject)
                .orElseGet(() -> accept(new UsernameChanged(command.user(), before, command.username(), address)));
    }

    /// Why this cannot be a username here.
    static Optional<Rejection> username(PersonalText username, AccessView head) {
        return Usernames.brokenRule(username, head.tenantState().policy(Policy.USERNAME_PATTERN))
                .map(rule -> Rejection.of(RejectionCode.USERNAME_INVALID, "rule", rule));
    }

    /// Why this cannot be such a detail; null is none, and always possible but for labels.
    static Optional<Rejection> refusal(Detail detail, @Nullable PersonalText text) {
        if (text == null) {
            return detail == Detail.LABEL
                    ? Optional.of(Rejection.of(RejectionCode.FIELD_REQUIRED, "field", detail.field()))
                    : Optional.empty();
        }
        if (detail == Detail.EMAIL) {
            return Usernames.email(text.clear())
                    ? Optional.empty()
                    : Optional.of(invalid(detail.field(), "must be an e-mail address"));
        }
        return Texts.fits(text.clear(), LONGEST)
                ? Optional.empty()
                : Optional.of(Texts.refusal(detail.field(), LONGEST));
    }

    private static Optional<Rejection> refusal(Living user, Map<Detail, @Nullable PersonalText> details) {
        for (Map.Entry<Detail, @Nullable PersonalText> each : details.entrySet()) {
            boolean labelled = each.getKey() == Detail.LABEL;
            Optional<Rejection> refusal = labelled == (user.kind() == PrincipalKind.USER)
                    ? Optional.of(invalid(
                            each.getKey().field(),
                            labelled ? "persons have names instead" : "services and pages have a label instead"))
                    : refusal(each.getKey(), each.getValue());
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    private static Optional<Rejection> missing(Living user, ChangeDetails command, AccessView head) {
        Set<AttributeKey> removed = new HashSet<>();
        command.attributes().forEach((key, value) -> {
            if (value == null) {
                removed.add(key);
            }
        });
        if (removed.isEmpty() || user.kind() != PrincipalKind.USER) {
            return Optional.empty();
        }
        Set<AttributeKey> left = new HashSet<>(user.person().attributes().keySet());
        left.addAll(command.attributes().keySet());
        left.removeAll(removed);
        return AttributeFit.missing(
                head.catalog(),
                RoleFit.effective(head, user.place().role(), user.place().profile()),
                left);
    }

    private static List<DetailChange> changes(Living user, ChangeDetails command, Catalog catalog) {
        List<DetailChange> changes = new ArrayList<>();
        command.details().forEach((detail, to) -> {
            PersonalText from = user.person().details().get(detail);
            if (!Objects.equals(from, to)) {
                changes.add(change(detail.field(), from, to, detail != Detail.LABEL));
            }
        });
        command.attributes().forEach((key, to) -> {
            PersonalText from = user.person().attributes().get(key);
            if (!Objects.equals(from, to)) {
                changes.add(change(LivingFold.ATTRIBUTE_PREFIX + key, from, to, AttributeFit.personal(catalog, key)));
            }
        });
        return changes;
    }

    private static DetailChange change(
            String field, @Nullable PersonalText from, @Nullable PersonalText to, boolean personal) {
        return personal
                ? new DetailChange(field, from, to, null, null)
                : new DetailChange(
                        field, null, null, from == null ? null : from.clear(), to == null ? null : to.clear());
    }

    private static Rejection invalid(String field, String rule) {
        return Rejection.of(RejectionCode.FIELD_INVALID, "field", field, "rule", rule);
    }
}
