package io.mandate.store.journal;

import io.mandate.events.values.Actor;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.TokenId;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Something that was done without changing anything: it is not an event, but somebody may ask for it.
///
/// @param tenant whose journal; of a refused operator the tenant he tried to act on
/// @param actor who did it
/// @param token the credential it was done with
/// @param what of a refusal its code, such as `NOT_PERMITTED`; else the operation, such as `GET /v1/audit`; 1 to
///     200 characters, never personal
/// @param facts what else is to be known, for instance the filter that was used; never personal. Counted kinds have
///     none
/// @param ip where it came from; sealed under the actor's key. Counted kinds have none
public record JournalEntry(
        TenantId tenant,
        Kind kind,
        Actor actor,
        @Nullable TokenId token,
        String what,
        SortedMap<String, String> facts,
        @Nullable PersonalText ip) {
    /// What was done.
    public enum Kind {
        /// A command was refused. Counted by actor, code and minute.
        REFUSED(true),
        /// A token was used. Counted by actor, token and minute.
        TOKEN_USED(true),
        /// The audit trail or the journal was read.
        AUDIT_READ(false),
        /// The past was asked about.
        PAST_READ(false),
        /// Something was taken out as a file.
        EXPORTED(false),
        /// The log was taken in from a file.
        IMPORTED(false),
        /// Read models were made again from the events, compared, put in the place of those that are read, or
        /// tried again for a tenant that was parked.
        REPLAYED(false);

        private final boolean counted;

        Kind(boolean counted) {
            this.counted = counted;
        }

        /// Whether only a count per minute is kept of it.
        public boolean counted() {
            return counted;
        }
    }

    public JournalEntry {
        if (what.isEmpty() || what.length() > 200) {
            throw new IllegalArgumentException("a journal entry says in 1 to 200 characters what was done");
        }
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
        if (kind.counted() && (!facts.isEmpty() || ip != null)) {
            throw new IllegalArgumentException(kind + " is only counted, and has no facts of its own");
        }
    }

    /// A refused command of that actor.
    public static JournalEntry refused(TenantId tenant, Actor actor, @Nullable TokenId token, String code) {
        return new JournalEntry(tenant, Kind.REFUSED, actor, token, code, new TreeMap<>(), null);
    }

    /// A use of a token.
    ///
    /// @param token null: it was one of an identity provider
    public static JournalEntry tokenUsed(TenantId tenant, Actor actor, @Nullable TokenId token) {
        String what = token == null ? "identity provider" : "token";
        return new JournalEntry(tenant, Kind.TOKEN_USED, actor, token, what, new TreeMap<>(), null);
    }

    /// A look at what is recorded, with the facts that say at what.
    public static JournalEntry looked(
            TenantId tenant,
            Kind kind,
            Actor actor,
            @Nullable TokenId token,
            String what,
            Map<String, String> facts,
            @Nullable PersonalText ip) {
        return new JournalEntry(tenant, kind, actor, token, what, new TreeMap<>(facts), ip);
    }

    /// The same with one more fact.
    JournalEntry with(String fact, String value) {
        SortedMap<String, String> more = new TreeMap<>(facts);
        more.put(fact, value);
        return new JournalEntry(tenant, kind, actor, token, what, more, ip);
    }
}
