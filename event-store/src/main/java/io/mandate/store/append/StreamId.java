package io.mandate.store.append;

import io.mandate.events.values.TenantId;

/// The id of a stream, which is also the id of its aggregate: `<tenant>/<kind>/<id>`.
///
/// @param kind what it is the stream of; the single ones of a tenant use their kind as id
/// @param id the thing's own id, which may contain `/` (a record's does, for instance)
public record StreamId(TenantId tenant, Kind kind, String id) {
    /// What a stream is about, as written in its id.
    public enum Kind {
        TENANT("tenant"),
        CATALOG("catalog"),
        PROFILE("profile"),
        USER("user"),
        LICENCE("licence"),
        RECORD("record"),
        TOKEN("token");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        static Kind of(String word) {
            for (Kind kind : values()) {
                if (kind.word.equals(word)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("there is no kind of stream called " + word);
        }
    }

    public StreamId {
        if (id.isEmpty()) {
            throw new IllegalArgumentException("a stream is about something");
        }
    }

    /// The id of the stream of that thing.
    public static String of(TenantId tenant, Kind kind, Object id) {
        return new StreamId(tenant, kind, id.toString()).toString();
    }

    /// The id of a stream that a tenant has one of: its own, its catalog's, its licence's.
    public static String of(TenantId tenant, Kind kind) {
        return of(tenant, kind, kind.word());
    }

    /// Reads the written form; anything else is refused with [IllegalArgumentException].
    public static StreamId parse(String written) {
        int first = written.indexOf('/');
        int second = written.indexOf('/', first + 1);
        if (first < 0 || second < 0) {
            throw new IllegalArgumentException("a stream is called <tenant>/<kind>/<id>");
        }
        return new StreamId(
                new TenantId(written.substring(0, first)),
                Kind.of(written.substring(first + 1, second)),
                written.substring(second + 1));
    }

    @Override
    public String toString() {
        return tenant + "/" + kind.word() + "/" + id;
    }
}
