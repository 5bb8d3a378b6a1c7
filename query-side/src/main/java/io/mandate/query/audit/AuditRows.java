package io.mandate.query.audit;

import io.mandate.events.DomainEvent;
import io.mandate.events.RecordedEvent;
import io.mandate.events.catalog.CatalogEvent;
import io.mandate.events.licence.LicenceEvent;
import io.mandate.events.licence.LicenceEvent.QuotaExceeded;
import io.mandate.events.licence.LicenceEvent.QuotaRestored;
import io.mandate.events.licence.LicenceEvent.TierQuotaChanged;
import io.mandate.events.profile.ProfileEvent;
import io.mandate.events.record.RecordData;
import io.mandate.events.record.RecordEvent;
import io.mandate.events.record.RecordEvent.RecordChanged;
import io.mandate.events.record.RecordEvent.RecordRegistered;
import io.mandate.events.record.RecordEvent.RecordRetired;
import io.mandate.events.tenant.TenantEvent;
import io.mandate.events.tenant.TenantEvent.DecisionRulesAdopted;
import io.mandate.events.tenant.TenantEvent.MasterKeyActivated;
import io.mandate.events.tenant.TenantEvent.MasterKeyDestroyed;
import io.mandate.events.tenant.TenantEvent.ModuleAvailabilityChanged;
import io.mandate.events.tenant.TenantEvent.ReasonRedacted;
import io.mandate.events.tenant.TenantEvent.TenantOffboarded;
import io.mandate.events.tenant.TenantEvent.TenantOffboardingOrdered;
import io.mandate.events.tenant.TenantEvent.TenantPolicyChanged;
import io.mandate.events.tenant.TenantEvent.TenantRegistered;
import io.mandate.events.token.TokenEvent;
import io.mandate.events.token.TokenEvent.TokenIssued;
import io.mandate.events.token.TokenEvent.TokenRevoked;
import io.mandate.events.user.UserEvent;
import io.mandate.query.audit.Subject.Kind;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rows that an event is in the audit trail: at least one for every event, one for each thing that changed.
final class AuditRows {
    private static final String UNLIMITED = "unlimited";

    private AuditRows() {}

    static List<AuditRow> of(RecordedEvent recorded) {
        return of(recorded.event());
    }

    static List<AuditRow> of(DomainEvent event) {
        return switch (event) {
            case TenantEvent e -> tenant(e).rows();
            case CatalogEvent e -> CatalogAuditRows.of(e).rows();
            case ProfileEvent e -> ProfileAuditRows.of(e).rows();
            case UserEvent e -> UserAuditRows.of(e).rows();
            case LicenceEvent e -> licence(e).rows();
            case RecordEvent e -> record(e).rows();
            case TokenEvent e -> token(e).rows();
        };
    }

    private static RowsOfEvent tenant(TenantEvent event) {
        RowsOfEvent rows = new RowsOfEvent(Subject.only(Kind.TENANT));
        return switch (event) {
            case TenantRegistered e -> rows.created("Tenant", e.label()).created("Time Zone", e.zone());
            case ModuleAvailabilityChanged e -> rows.at(e.module()).updated("Module Availability", e.from(), e.to());
            case TenantPolicyChanged e -> rows.updated("Policy " + e.policy().key(), e.from(), e.to());
            case DecisionRulesAdopted e -> rows.updated("Decision Rules", e.from(), e.to());
            case TenantOffboardingOrdered e -> rows.row(AuditType.REQUESTED, "Off-boarding", null, e.offboarded());
            case TenantOffboarded e -> rows.row(AuditType.ERASED, "Tenant", null, null);
            case MasterKeyActivated e -> rows.updated("Master Key", "epoch " + e.from(), "epoch " + e.to());
            case MasterKeyDestroyed e -> rows.row(AuditType.ERASED, "Master Key", "epoch " + e.epoch(), null);
            case ReasonRedacted e -> rows.row(AuditType.REDACTED, "Reason", "change set " + e.changeSet(), null);
        };
    }

    private static RowsOfEvent licence(LicenceEvent event) {
        RowsOfEvent rows = new RowsOfEvent(Subject.of(Kind.LICENCE, event.tier()));
        return switch (event) {
            case TierQuotaChanged e ->
                rows.updated(
                        "Quota",
                        e.from() == null ? UNLIMITED : e.from(),
                        (e.to() == null ? UNLIMITED : e.to()) + " (" + e.mode() + ")");
            case QuotaExceeded e -> rows.row(AuditType.QUOTA_EXCEEDED, "Users", e.limit(), e.used());
            case QuotaRestored e ->
                rows.row(AuditType.QUOTA_RESTORED, "Users", e.limit() == null ? UNLIMITED : e.limit(), e.used());
        };
    }

    private static RowsOfEvent token(TokenEvent event) {
        return switch (event) {
            case TokenIssued e ->
                new RowsOfEvent(Subject.of(Kind.TOKEN, e.token()).about(e.principal()))
                        .row(AuditType.ISSUED, "Token", null, e.token())
                        .created("Rights", e.rights().isEmpty() ? null : e.rights())
                        .created("Expires", e.expiresAt());
            case TokenRevoked e ->
                new RowsOfEvent(Subject.of(Kind.TOKEN, e.token()).about(e.principal()))
                        .row(AuditType.REVOKED, "Token", e.token(), null);
        };
    }

    private static RowsOfEvent record(RecordEvent event) {
        RowsOfEvent rows =
                new RowsOfEvent(Subject.of(Kind.RECORD, event.resource() + "/" + event.record())).at(event.resource());
        return switch (event) {
            case RecordRegistered e -> registered(rows.created("Record", e.record()), e.data());
            case RecordChanged e -> data(rows, e.from(), e.to());
            case RecordRetired e -> rows.row(AuditType.RETIRED, "Record", e.record(), null);
        };
    }

    private static RowsOfEvent registered(RowsOfEvent rows, RecordData data) {
        return rows.created("Creator", data.creator())
                .created("Owner", data.owner())
                .created("Assignees", orNull(data.assignees()))
                .createdEach("Container %s", data.containers())
                .createdEach("Attribute %s", data.attributes());
    }

    private static RowsOfEvent data(RowsOfEvent rows, RecordData from, RecordData to) {
        return rows.difference("Creator", from.creator(), to.creator())
                .difference("Owner", from.owner(), to.owner())
                .difference("Assignees", orNull(from.assignees()), orNull(to.assignees()))
                .differences("Container %s", from.containers(), to.containers())
                .differences("Attribute %s", from.attributes(), to.attributes());
    }

    private static @Nullable Object orNull(Set<?> values) {
        return values.isEmpty() ? null : values;
    }
}
