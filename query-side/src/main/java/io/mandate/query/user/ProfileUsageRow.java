package io.mandate.query.user;

import io.mandate.query.projection.Rows;
import io.mandate.query.projection.Table;
import org.jspecify.annotations.Nullable;

/// How many principals have a profile: persons by status, services and pages.
public record ProfileUsageRow(
        String tenant, String profile, long active, long suspended, long invited, long services, long pages) {
    /// Its table; a profile that nobody ever had has no row.
    public static final Table<ProfileUsageRow> TABLE = Table.of("profile_usage", ProfileUsageRow.class, 2);

    /// Notes what a change of a user means for the profile it had and the one it has.
    static void count(UserRow before, UserRow after, Rows<ProfileUsageRow> rows) {
        if (cell(before).equals(cell(after))) {
            return;
        }
        count(before, -1, rows);
        count(after, 1, rows);
    }

    private static void count(UserRow user, long by, Rows<ProfileUsageRow> rows) {
        String profile = user.profile();
        if (profile != null && !user.status().equals("DELETED")) {
            rows.add(of(user, profile, by));
        }
    }

    private static ProfileUsageRow of(UserRow user, String profile, long by) {
        boolean person = user.kind().equals("USER");
        return new ProfileUsageRow(
                user.tenant(),
                profile,
                person && user.status().equals("ACTIVE") ? by : 0,
                person && user.status().equals("SUSPENDED") ? by : 0,
                person && user.status().equals("INVITED") ? by : 0,
                user.kind().equals("SERVICE") ? by : 0,
                user.kind().equals("PAGE") ? by : 0);
    }

    private static Cell cell(UserRow user) {
        return new Cell(user.profile(), user.status());
    }

    private record Cell(@Nullable String profile, String status) {}
}
