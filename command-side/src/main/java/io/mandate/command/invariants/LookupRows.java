package io.mandate.command.invariants;

import io.mandate.access.AccessView;
import io.mandate.events.DomainEvent;
import io.mandate.events.catalog.CatalogEvent;
import io.mandate.events.licence.LicenceEvent;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.profile.ProfileEvent;
import io.mandate.events.profile.ProfileEvent.ProfileCodeChanged;
import io.mandate.events.profile.ProfileEvent.ProfileCreated;
import io.mandate.events.profile.ProfileEvent.ProfileDeleted;
import io.mandate.events.profile.ProfileEvent.ProfileRenamed;
import io.mandate.events.record.RecordEvent;
import io.mandate.events.tenant.TenantEvent;
import io.mandate.events.tenant.TenantEvent.TenantOffboarded;
import io.mandate.events.token.TokenEvent;
import io.mandate.events.user.UserEvent;
import io.mandate.events.values.ProfileName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the events of profiles mean for the look-up tables: names and codes are unique, ids are never used
/// again, and a profile that somebody has cannot go. Users have [UserLookupRows].
final class LookupRows {
    /// That nobody has a profile that goes, and nobody gets one that is gone.
    static final String DELETE_GUARD = "assignment_profile";
    private static final String ONE_NAME_EACH = "profile_name_pkey";

    // "SELECT", not "VALUES": the driver rewrites batches of the latter and then cannot tell which row was refused.
    static final String USE_ID = "INSERT INTO mandate.used_id (tenant, kind, id) SELECT ?, ?, ? ON CONFLICT DO NOTHING";

    private static final String ADD_NAME =
            "INSERT INTO mandate.profile_name (tenant, name, profile) SELECT ?, ?, ? ON CONFLICT (tenant, name) DO NOTHING";
    private static final String RENAME = """
        UPDATE mandate.profile_name p SET name = ? WHERE p.tenant = ? AND p.profile = ? AND NOT EXISTS (
          SELECT FROM mandate.profile_name o WHERE o.tenant = p.tenant AND o.name = ? AND o.profile <> p.profile)\
        """;
    private static final String DROP_NAME = """
        DELETE FROM mandate.profile_name p WHERE p.tenant = ? AND p.profile = ? AND NOT EXISTS (
          SELECT FROM mandate.assignment a WHERE a.tenant = p.tenant AND a.profile = p.profile)\
        """;
    private static final String ADD_CODE =
            "INSERT INTO mandate.profile_code (tenant, code, profile) SELECT ?, ?, ? ON CONFLICT (tenant, code) DO NOTHING";
    private static final String DROP_CODE = "DELETE FROM mandate.profile_code WHERE tenant = ? AND profile = ?";

    /// Nothing is unique any more in a tenant that ended, and nothing is left to do; what refers
    /// goes first.
    private static final List<String> ENDED = Stream.of(
                    "assignment", "profile_name", "profile_code", "username", "external_identity", "idempotency", "job")
            .map(table -> "DELETE FROM mandate." + table + " WHERE tenant = ?")
            .toList();

    private final AccessView head;
    private final UserLookupRows users;
    private final boolean past;
    private final String tenant;
    private final List<LookupRow> rows = new ArrayList<>();

    /// @param past whether the events were accepted long ago, when codes that differ in case only
    /// were two
    LookupRows(AccessView head, UserLookupRows users, boolean past) {
        this.head = head;
        this.users = users;
        this.past = past;
        this.tenant = head.tenant().value();
    }

    List<LookupRow> of(List<? extends DomainEvent> events) {
        events.forEach(this::add);
        return rows;
    }

    private void add(DomainEvent event) {
        switch (event) {
            case ProfileEvent e -> add(e);
            case UserEvent e -> rows.addAll(users.of(head.tenant(), e));
            case TenantOffboarded _ -> ENDED.forEach(statement -> rows.add(LookupRow.may(statement, tenant)));
            case CatalogEvent _, TenantEvent _, LicenceEvent _, RecordEvent _, TokenEvent _ -> {}
        }
    }

    private void add(ProfileEvent event) {
        String profile = event.profile().value();
        switch (event) {
            case ProfileCreated e -> {
                rows.add(LookupRow.must(
                        () -> Rejection.of(RejectionCode.PROFILE_ID_TAKEN, "profile", profile),
                        USE_ID,
                        tenant,
                        "profile",
                        profile));
                rows.add(LookupRow.must(() -> nameTaken(e.name()), ADD_NAME, tenant, e.normalizedName(), profile));
                code(profile, e.code());
            }
            case ProfileRenamed e ->
                rows.add(LookupRow.must(
                                () -> nameTaken(e.to()),
                                RENAME,
                                e.normalizedName(),
                                tenant,
                                profile,
                                e.normalizedName())
                        .behind(ONE_NAME_EACH));
            case ProfileCodeChanged e -> {
                rows.add(LookupRow.may(DROP_CODE, tenant, profile));
                code(profile, e.to());
            }
            case ProfileDeleted e -> {
                rows.add(LookupRow.may(DROP_CODE, tenant, profile));
                rows.add(LookupRow.must(() -> ProfileInUse.of(head, e.profile(), e.name()), DROP_NAME, tenant, profile)
                        .behind(DELETE_GUARD));
            }
            default -> {} // says nothing about names, codes and existence
        }
    }

    private void code(String profile, @Nullable String code) {
        if (code != null) {
            LookupRow row = LookupRow.must(
                    () -> Rejection.of(RejectionCode.PROFILE_CODE_TAKEN, "code", code),
                    ADD_CODE,
                    tenant,
                    UniqueForms.profileCode(code),
                    profile);
            rows.add(past ? row.whetherItTouchesOrNot() : row);
        }
    }

    private static Rejection nameTaken(ProfileName name) {
        return Rejection.of(RejectionCode.PROFILE_NAME_TAKEN, "name", name);
    }
}
