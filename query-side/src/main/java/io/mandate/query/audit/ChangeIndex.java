package io.mandate.query.audit;

import io.mandate.events.values.ChangeSetId;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.UserId;
import io.mandate.query.position.ModelView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds changes by what the trail is indexed by, for reports about the past.
public final class ChangeIndex {
    private ChangeIndex() {}

    /// A change of a profile or a principal.
    ///
    /// @param onBehalfOf the user the actor was logged in as; null: nobody else
    /// @param profile the profile that was changed; null: a principal was
    /// @param principal the principal that was changed; null: a profile was
    public record Change(
            long seq,
            UserId actor,
            @Nullable UserId onBehalfOf,
            @Nullable ProfileId profile,
            @Nullable UserId principal) {}

    /// The events of a change set after a position, in order.
    public static List<Long> ofChangeSet(ModelView view, ChangeSetId changeSet, long after, int limit) {
        return view.sql()
                .sql("SELECT DISTINCT a.seq FROM " + view.table(AuditIndexRow.TABLE)
                        + " a WHERE a.tenant = ? AND a.change_set = ? AND a.seq > ? ORDER BY a.seq LIMIT ?")
                .params(view.tenant().value(), changeSet.value(), after, limit)
                .query((row, _) -> row.getLong(1))
                .list();
    }

    /// The changes of profiles and principals after a position and up to another, in order, one for each event.
    public static List<Change> ofProfilesAndPrincipals(ModelView view, long after, long until, int limit) {
        return view.sql()
                .sql("SELECT DISTINCT ON (a.seq) a.seq, a.actor, a.on_behalf_of, a.subject_kind, a.subject FROM "
                        + view.table(AuditIndexRow.TABLE) + " a WHERE a.tenant = ? AND a.seq > ? AND a.seq <= ?"
                        + " AND a.subject_kind IN ('PROFILE', 'USER') ORDER BY a.seq, a.number LIMIT ?")
                .params(view.tenant().value(), after, until, limit)
                .query((row, _) -> {
                    String behalf = row.getString(3);
                    boolean profile = row.getString(4).equals("PROFILE");
                    return new Change(
                            row.getLong(1),
                            new UserId(row.getString(2)),
                            behalf == null ? null : new UserId(behalf),
                            profile ? new ProfileId(row.getString(5)) : null,
                            profile ? null : new UserId(row.getString(5)));
                })
                .list();
    }
}
