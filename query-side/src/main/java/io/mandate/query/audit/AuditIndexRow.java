package io.mandate.query.audit;

import io.mandate.events.EventMetadata;
import io.mandate.events.RecordedEvent;
import io.mandate.events.values.ActionName;
import io.mandate.query.projection.Table;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a row of the trail is found by. What it says is in the event at `seq`; nothing personal is here.
///
/// @param number its place among the rows of its event
/// @param actions the permissions given or taken, each between two spaces; null: none
record AuditIndexRow(
        String tenant,
        long seq,
        int number,
        String actor,
        @Nullable String onBehalfOf,
        String changeSet,
        String type,
        String subjectKind,
        String subject,
        @Nullable String principal,
        @Nullable String profile,
        @Nullable String formerProfile,
        @Nullable String node,
        @Nullable String actions) {

    /// Each filter that picks few rows out of many has its index, in the order in which pages are read.
    /// What else can be asked for (types, permissions) is found along the way.
    static final Table<AuditIndexRow> TABLE = Table.of("audit_index", AuditIndexRow.class, 3)
            .appended()
            .indexed("(actor, tenant, seq, number)")
            .indexed("(change_set, tenant, seq, number)")
            .indexed("(principal, tenant, seq, number) WHERE principal IS NOT NULL")
            .indexed("(profile, tenant, seq, number) WHERE profile IS NOT NULL")
            .indexed("(former_profile, tenant, seq, number) WHERE former_profile IS NOT NULL")
            .indexed("(on_behalf_of, tenant, seq, number) WHERE on_behalf_of IS NOT NULL")
            .indexed("(node, tenant, seq, number) WHERE node IS NOT NULL");

    static AuditIndexRow of(RecordedEvent recorded, AuditRow row) {
        EventMetadata metadata = recorded.metadata();
        Subject subject = row.subject();
        return new AuditIndexRow(
                recorded.tenant().value(),
                recorded.seq(),
                row.number(),
                metadata.actor().id().value(),
                metadata.onBehalfOf() == null ? null : metadata.onBehalfOf().value(),
                metadata.changeSet().value(),
                row.type().name(),
                subject.kind().name(),
                subject.id(),
                subject.user(),
                subject.profile(),
                subject.formerProfile(),
                row.node(),
                spaced(row.actions()));
    }

    private static @Nullable String spaced(List<ActionName> actions) {
        return actions.isEmpty()
                ? null
                : actions.stream().map(ActionName::value).collect(Collectors.joining(" ", " ", " "));
    }
}
