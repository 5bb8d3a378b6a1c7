package io.mandate.command.job;

import io.mandate.command.job.Job.Origin;
import io.mandate.events.values.PersonalText;
import io.mandate.live.identity.Caller;
import io.mandate.store.envelope.KeyRef;
import io.mandate.store.envelope.Opener;
import io.mandate.store.envelope.Sealed;
import io.mandate.store.envelope.Sealer;
import io.mandate.store.envelope.SubjectKeys;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Where a job's request came from, and why, is kept under the key of who sent it, as it is in events.
@Component
class OriginSeal {
    private final SubjectKeys keys;

    OriginSeal(SubjectKeys keys) {
        this.keys = keys;
    }

    /// The sealed forms; null where there is nothing, or no key any more.
    @SuppressWarnings("ArrayRecordComponent") // bytes for a row; compared nowhere
    record SealedOrigin(byte @Nullable [] ip, byte @Nullable [] userAgent, byte @Nullable [] reason) {}

    /// Part of the current transaction, which may have to make the key.
    SealedOrigin seal(Caller caller, Origin origin) {
        KeyRef key = key(caller);
        Sealer sealer = keys.sealer(Set.of(key));
        return new SealedOrigin(
                seal(sealer, key, origin.ip()),
                seal(sealer, key, origin.userAgent()),
                seal(sealer, key, origin.reason()));
    }

    Origin open(
            Caller caller,
            String correlation,
            byte @Nullable [] ip,
            byte @Nullable [] userAgent,
            byte @Nullable [] reason) {
        KeyRef key = key(caller);
        Opener opener = keys.opener(Set.of(key));
        return new Origin(correlation, open(opener, key, ip), open(opener, key, userAgent), open(opener, key, reason));
    }

    private static KeyRef key(Caller caller) {
        return KeyRef.actor(caller.tenant(), caller.actor());
    }

    private static byte @Nullable [] seal(Sealer sealer, KeyRef key, @Nullable PersonalText text) {
        String clear = text == null ? null : text.clear();
        return clear == null ? null : sealer.seal(key, clear).map(Sealed::bytes).orElse(null);
    }

    private static @Nullable PersonalText open(Opener opener, KeyRef key, byte @Nullable [] sealed) {
        return sealed == null
                ? null
                : opener.open(new Sealed(key, sealed)).map(PersonalText::of).orElse(null);
    }
}
