package io.mandate.query.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mandate.access.profile.Profile;
import io.mandate.access.profile.ProfileFold;
import io.mandate.access.scope.Reach;
import io.mandate.access.user.Subject;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.record.RecordData;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.InvalidValueException;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RecordId;
import io.mandate.query.asked.TimeOrder;
import io.mandate.query.position.ModelView;
import io.mandate.query.position.Page;
import io.mandate.query.position.PageRequest;
import io.mandate.query.user.ActorView;
import io.mandate.query.user.Names;
import io.mandate.store.append.StreamId;
import io.mandate.store.append.StreamId.Kind;
import io.mandate.store.follow.EventReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What became of a profile, revision by revision: the list from its table, contents from its own events.
@Component
final class ProfileHistory {
    private final EventReader reader;

    ProfileHistory(EventReader reader) {
        this.reader = reader;
    }

    /// One commit that changed the profile.
    ///
    /// @param changes how many things it changed
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Revision(
            long revision,
            Instant at,
            ActorView actor,
            @Nullable ActorView onBehalfOf,
            String source,
            String changeSet,
            long changes) {}

    /// @param before the revision that the page begins behind, as [#before] reads it
    Page.Part<Revision> revisions(ModelView view, ProfileId profile, long before, PageRequest page) {
        requireReach(view, profile);
        List<ProfileRevisionRow> rows = view.sql()
                .sql("SELECT " + ProfileRevisionRow.TABLE.columns("r") + " FROM "
                        + view.table(ProfileRevisionRow.TABLE)
                        + " r WHERE r.tenant = ? AND r.profile = ? AND r.revision < ?"
                        + " ORDER BY r.revision DESC LIMIT " + page.rows())
                .params(view.tenant().value(), profile.value(), before)
                .query((row, _) -> ProfileRevisionRow.TABLE.read(row))
                .list();
        List<@Nullable String> people = new ArrayList<>();
        rows.forEach(row -> {
            people.add(row.actor());
            people.add(row.onBehalfOf());
        });
        Names names = Names.of(view, people);
        Long count = page.counted() ? latest(view, profile) : null;
        return page.part(rows, row -> String.valueOf(row.revision()), row -> shown(row, names), count);
    }

    /// Refused with PROFILE_REVISION_UNKNOWN for a revision there never was, and with WINDOW_EMPTY if the earlier comes
    /// after the later.
    ///
    /// @param from null: the one before `to`; 0: before it was created
    /// @param to null: the latest
    ProfileDiff diff(ModelView view, ProfileId profile, @Nullable Long from, @Nullable Long to) {
        requireReach(view, profile);
        long latest = latest(view, profile);
        long until = to == null ? latest : to;
        long since = from == null ? until - 1 : from;
        require(profile, until, 1, latest);
        require(profile, since, 0, latest);
        if (since > until) {
            throw TimeOrder.empty(since, until);
        }
        return ProfileDiffs.between(
                view.access().catalog(), at(view, profile, since), since, at(view, profile, until), until);
    }

    private static Revision shown(ProfileRevisionRow row, Names names) {
        String behalf = row.onBehalfOf();
        return new Revision(
                row.revision(),
                row.recordedAt(),
                names.actor(row.actorKind(), row.actor()),
                behalf == null ? null : names.actor("USER", behalf),
                row.source(),
                row.changeSet(),
                row.events());
    }

    /// The profile as it was at a revision, folded from its events; null before it was created.
    private @Nullable Profile at(ModelView view, ProfileId id, long revision) {
        String stream = StreamId.of(view.tenant(), Kind.PROFILE, id);
        return ProfileFold.at(reader.stream(stream, 0, EventReader.Personal.SEALED), revision);
    }

    private static long latest(ModelView view, ProfileId profile) {
        return view.sql()
                .sql("SELECT coalesce(max(revision), 0) FROM " + view.table(ProfileRevisionRow.TABLE)
                        + " WHERE tenant = ? AND profile = ?")
                .params(view.tenant().value(), profile.value())
                .query(Long.class)
                .single();
    }

    /// A deleted profile has no row in the list, so its last state is judged.
    private static void requireReach(ModelView view, ProfileId id) {
        Profile profile = view.access().everProfile(id);
        Subject reader = view.newest().user(view.caller());
        if (profile == null || !reach(view, reader, profile)) {
            throw ProfileNotFound.of(view, id);
        }
    }

    private static boolean reach(ModelView view, @Nullable Subject reader, Profile profile) {
        Map<AttributeKey, String> attributes = profile.roleType() == null
                ? Map.of()
                : Map.of(new AttributeKey("roleType"), profile.roleType().value());
        return new Reach(
                        view.caller(),
                        reader == null ? Map.of() : reader.attributes(),
                        new RecordId(profile.id().value()),
                        new RecordData(null, null, new TreeSet<>(), Map.of(), attributes))
                .of(view.scope());
    }

    private static void require(ProfileId profile, long revision, long first, long latest) {
        if (revision < first || revision > latest) {
            throw new RejectedException(Rejection.of(
                    RejectionCode.PROFILE_REVISION_UNKNOWN,
                    "profile",
                    profile,
                    "revision",
                    revision,
                    "latest",
                    latest));
        }
    }

    /// The revision that a page of the list begins behind; what is no place in it is refused.
    static long before(PageRequest page) {
        try {
            return page.after().isEmpty() ? Long.MAX_VALUE : Long.parseLong(page.after());
        } catch (NumberFormatException _) {
            throw new InvalidValueException("after", "must be the \"next\" of an earlier page of this list");
        }
    }
}
