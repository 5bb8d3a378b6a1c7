package io.mandate.query.audit;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a change happened to.
///
/// @param id its id; of a record `<resource>/<id>`; the kind's own name for what a tenant has one of
/// @param user the principal it concerns, if any
/// @param profile the profile it concerns, if any
/// @param formerProfile the profile that a user had before, where another takes its place
record Subject(
        Kind kind,
        String id,
        @Nullable String user,
        @Nullable String profile,
        @Nullable String formerProfile) {
    /// What sort of thing it is.
    enum Kind {
        TENANT,
        CATALOG,
        PROFILE,
        USER,
        LICENCE,
        RECORD,
        TOKEN
    }

    static Subject only(Kind kind) {
        return of(kind, kind.name().toLowerCase(Locale.ROOT));
    }

    static Subject of(Kind kind, Object id) {
        return new Subject(
                kind,
                id.toString(),
                kind == Kind.USER ? id.toString() : null,
                kind == Kind.PROFILE ? id.toString() : null,
                null);
    }

    /// The same thing, about this principal.
    Subject about(Object principal) {
        return new Subject(kind, id, principal.toString(), profile, formerProfile);
    }

    /// The same thing, with these profiles.
    Subject with(@Nullable Object now, @Nullable Object before) {
        return new Subject(
                kind, id, user, now == null ? null : now.toString(), before == null ? null : before.toString());
    }
}
