package io.mandate.query.audit;

import io.mandate.events.values.ActionName;
import io.mandate.events.values.ChangeSetId;
import io.mandate.events.values.InvalidValueException;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.TierName;
import io.mandate.events.values.TokenId;
import io.mandate.events.values.UserId;
import io.mandate.http.request.WrittenInstant;
import io.mandate.query.asked.Asked;
import io.mandate.query.asked.TimeOrder;
import io.mandate.query.audit.Subject.Kind;
import io.mandate.query.scope.Condition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Which rows of the trail are asked for; every filter that is given must hold.
///
/// @param actor who acted
/// @param subject what it happened to
/// @param node a catalog node or a setting, with everything below it
/// @param action a permission that was given or taken
/// @param from the first moment, inclusive
/// @param to the last moment, exclusive; refused with WINDOW_EMPTY unless it comes after the first
record AuditFilter(
        @Nullable UserId actor,
        @Nullable Wanted subject,
        @Nullable NodeKey node,
        @Nullable ActionName action,
        @Nullable AuditType type,
        @Nullable ChangeSetId changeSet,
        @Nullable Instant from,
        @Nullable Instant to) {
    AuditFilter {
        TimeOrder.require(from, to);
    }

    /// A subject as it is asked for: `user:eve`, `profile:std`, `record:staff/teams/t1`, `catalog`.
    record Wanted(Kind kind, String id) {
        private static final int LONGEST_RESOURCE = 200;
        private static final int LONGEST_RECORD = LONGEST_RESOURCE + 1 + 256;

        static Wanted of(String written) {
            int colon = written.indexOf(':');
            String kind = colon < 0 ? written : written.substring(0, colon);
            String id = colon < 0 ? kind.toLowerCase(Locale.ROOT) : written.substring(colon + 1);
            for (Kind known : Kind.values()) {
                boolean single = known == Kind.TENANT || known == Kind.CATALOG;
                if (known.name().equalsIgnoreCase(kind) && single == (colon < 0)) {
                    return new Wanted(known, checked(known, id));
                }
            }
            throw new InvalidValueException(
                    "subject",
                    "must be user:<id>, profile:<id>, token:<id>, licence:<tier>, record:<resource>/<id>,"
                            + " catalog or tenant");
        }

        private static String checked(Kind kind, String id) {
            return switch (kind) {
                case USER -> new UserId(id).value();
                case PROFILE -> new ProfileId(id).value();
                case TOKEN -> new TokenId(id).value();
                case LICENCE -> new TierName(id).value();
                case RECORD -> record(id);
                case TENANT, CATALOG -> id;
            };
        }

        /// Any split into a resource and a record will do: both may have slashes. What has none is no record's
        /// name, and the journal, which keeps what was asked for, must not keep it. One that is longer
        /// than a name can be is not tried at every slash.
        private static String record(String id) {
            if (id.length() > LONGEST_RECORD) {
                throw new InvalidValueException(
                        "subject",
                        "must name a record as record:<resource>/<id>, by at most " + LONGEST_RECORD + " characters");
            }
            for (int slash = id.indexOf('/');
                    slash >= 0 && slash <= LONGEST_RESOURCE;
                    slash = id.indexOf('/', slash + 1)) {
                try {
                    NodeKey _ = new NodeKey(id.substring(0, slash));
                    RecordId _ = new RecordId(id.substring(slash + 1));
                    return id;
                } catch (InvalidValueException _) {
                    // perhaps at the next slash
                }
            }
            throw new InvalidValueException("subject", "must name a record as record:<resource>/<id>");
        }

        /// The ways in which a row may be about it. Each is found by an index of its own, in the order of pages.
        private List<Condition> ways() {
            return switch (kind) {
                case USER -> List.of(Condition.of("a.principal = ?", id), Condition.of("a.on_behalf_of = ?", id));
                case PROFILE -> List.of(Condition.of("a.profile = ?", id), Condition.of("a.former_profile = ?", id));
                case TENANT, CATALOG, LICENCE, RECORD, TOKEN ->
                    List.of(Condition.of("a.subject_kind = ? AND a.subject = ?", kind.name(), id));
            };
        }
    }

    /// Reads an instant such as `2026-03-04T10:15:30Z`, or one with an offset.
    static @Nullable Instant instant(String name, @Nullable String written) {
        return written == null ? null : WrittenInstant.parse(name, written);
    }

    /// What must hold of a row beside the time: one of these.
    List<Condition> ways() {
        Condition common = common();
        List<Condition> ways = new ArrayList<>();
        for (Condition about : subject == null ? List.of(Condition.ALWAYS) : subject.ways()) {
            for (Condition at : nodeWays()) {
                ways.add(common.and(about).and(at));
            }
        }
        return ways;
    }

    private List<Condition> nodeWays() {
        if (node == null) {
            return List.of(Condition.ALWAYS);
        }
        // '0' follows '/' in the order of bytes: everything that begins with the key and a slash.
        return List.of(
                Condition.of("a.node = ?", node.value()),
                Condition.of("a.node > ? AND a.node < ?", node.value() + "/", node.value() + "0"));
    }

    private Condition common() {
        List<Condition> all = new ArrayList<>();
        if (actor != null) {
            all.add(Condition.of("a.actor = ?", actor.value()));
        }
        if (action != null) {
            all.add(Condition.of("a.actions LIKE ?", "% " + action.value() + " %"));
        }
        if (type != null) {
            all.add(Condition.of("a.type = ?", type.name()));
        }
        if (changeSet != null) {
            all.add(Condition.of("a.change_set = ?", changeSet.value()));
        }
        return Condition.all(all);
    }

    /// For the access journal, which is told what was looked for.
    Asked noted() {
        return new Asked()
                .with("actor", actor)
                .with("subject", subject == null ? null : subject.kind() + ":" + subject.id())
                .with("node", node)
                .with("action", action)
                .with("type", type)
                .with("changeSet", changeSet)
                .with("from", from)
                .with("to", to);
    }
}
