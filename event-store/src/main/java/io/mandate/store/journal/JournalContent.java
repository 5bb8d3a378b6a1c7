package io.mandate.store.journal;

import io.mandate.events.values.Actor;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.TokenId;
import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// What of a row is stored as JSON, and hashed.
record JournalContent(
        JournalEntry.Kind kind,
        Actor actor,
        @Nullable TokenId token,
        String what,
        SortedMap<String, String> facts,
        @Nullable PersonalText ip,
        @Nullable Instant minute,
        long count) {}
