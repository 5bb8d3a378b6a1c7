package io.mandate.command.record;

import static io.mandate.command.rules.Decision.accept;
import static io.mandate.command.rules.Decision.reject;
import static io.mandate.command.rules.Decision.unchanged;

import io.mandate.access.AccessView;
import io.mandate.access.catalog.CatalogNode;
import io.mandate.access.decision.KnownProfile;
import io.mandate.access.decision.KnownToken;
import io.mandate.access.decision.PrincipalRecord;
import io.mandate.command.rules.Decision;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.record.RecordData;
import io.mandate.events.record.RecordEvent;
import io.mandate.events.record.RecordEvent.RecordChanged;
import io.mandate.events.record.RecordEvent.RecordRegistered;
import io.mandate.events.record.RecordEvent.RecordRetired;
import io.mandate.events.values.NodeKey;
import io.mandate.live.identity.Operators;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Everything that may happen to a registered record.
final class RecordRules {
    /// Decisions there are about what Mandate keeps itself: something else said of it would be believed
    /// by decisions and not by commands.
    private static final Set<NodeKey> OWN = Set.of(
            PrincipalRecord.USERS, KnownProfile.PROFILES, KnownToken.TOKENS, RecordCommand.RECORDS, Operators.TENANTS);

    private RecordRules() {}

    /// @param known what is registered; null: nothing
    static Decision<RecordEvent> decide(@Nullable RecordData known, RecordCommand command, AccessView head) {
        return switch (command) {
            case RegisterRecord c -> register(known, c, head);
            case ChangeRecord c -> known == null ? missing(c) : change(known, c);
            case RetireRecord c ->
                known == null ? missing(c) : accept(new RecordRetired(c.resource(), c.record(), known));
        };
    }

    private static Decision<RecordEvent> register(@Nullable RecordData known, RegisterRecord c, AccessView head) {
        if (c.data().equals(known)) {
            return unchanged();
        }
        if (known != null) {
            return reject(RejectionCode.RECORD_ALREADY_REGISTERED, "record", c.record(), "resource", c.resource());
        }
        return place(c, head)
                .or(() -> RecordBounds.refusal(c.data()))
                .<Decision<RecordEvent>>map(Decision::reject)
                .orElseGet(() -> accept(new RecordRegistered(c.resource(), c.record(), c.data())));
    }

    private static Decision<RecordEvent> change(RecordData known, ChangeRecord c) {
        if (c.data().equals(known)) {
            return unchanged();
        }
        // Not refused where the node was retired meanwhile: what is registered can be put right and comes back with it.
        return RecordBounds.refusal(c.data())
                .<Decision<RecordEvent>>map(Decision::reject)
                .orElseGet(() -> accept(new RecordChanged(c.resource(), c.record(), known, c.data())));
    }

    private static Decision<RecordEvent> missing(RecordCommand c) {
        return reject(RejectionCode.RECORD_NOT_FOUND, "record", c.record(), "resource", c.resource());
    }

    /// Records are registered where scopes can reach them or instances can be picked.
    private static Optional<Rejection> place(RegisterRecord c, AccessView head) {
        if (OWN.contains(c.resource())) {
            return Optional.of(Rejection.of(
                    RejectionCode.FIELD_INVALID,
                    "field",
                    "resource",
                    "rule",
                    "must not be " + c.resource() + ": Mandate itself knows all there is to know of its records"));
        }
        CatalogNode node = head.catalog().node(c.resource());
        if (node == null) {
            return Optional.of(Rejection.of(RejectionCode.NODE_UNKNOWN, "node", c.resource()));
        }
        if (node.retired()) {
            return Optional.of(Rejection.of(RejectionCode.NODE_RETIRED, "node", c.resource()));
        }
        return node.definition().recordBased() || node.definition().instanceType() != null
                ? Optional.empty()
                : Optional.of(Rejection.of(RejectionCode.SCOPE_NOT_APPLICABLE, "node", c.resource()));
    }
}
