package io.mandate.query.replay;

import io.mandate.events.values.TenantId;
import io.mandate.query.projection.Generation;
import io.mandate.query.replay.ReplayState.Wish;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A replay as it comes out of its table.
final class ReplayRow {
    private ReplayRow() {}

    static Replay read(ResultSet row) throws SQLException {
        String tenant = row.getString("tenant");
        String wish = row.getString("wish");
        Integer generation = row.getObject("generation", Integer.class);
        return new Replay(
                row.getString("id"),
                tenant == null ? null : new TenantId(tenant),
                texts(row.getArray("models")),
                Pace.valueOf(row.getString("pace")),
                instant(row, "up_to"),
                row.getBoolean("bounded"),
                new Replay.Asker(
                        new TenantId(row.getString("asked_tenant")),
                        row.getString("asked_kind"),
                        row.getString("asked_by")),
                row.getTimestamp("asked_at").toInstant(),
                ReplayState.valueOf(row.getString("state")),
                wish == null ? null : Wish.valueOf(wish),
                generation == null ? null : new Generation(generation),
                row.getBoolean("indexed"),
                row.getBoolean("copied"),
                row.getBoolean("whole"),
                row.getLong("events_per_second"),
                row.getString("failure"),
                instant(row, "compared_at"),
                row.getLong("listed"),
                instant(row, "finished_at"));
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
