package io.mandate.query.licence;

import io.mandate.query.projection.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is agreed about a licence tier, and since when there is too much of it.
///
/// @param quota how many users are included; null: unlimited
/// @param mode SOFT or HARD; null: nothing was ever agreed
/// @param exceededSeq the commit since which there are more; null: there are not
/// @param exceededUsed how many there were when it was noticed last
/// @param exceededCause the event that brought it about
record QuotaRow(
        String tenant,
        String tier,
        @Nullable Long quota,
        @Nullable String mode,
        @Nullable Instant agreedAt,
        @Nullable Long exceededSeq,
        @Nullable Instant exceededAt,
        @Nullable Long exceededUsed,
        @Nullable String exceededCause) {
    static final Table<QuotaRow> TABLE = Table.of("licence", QuotaRow.class, 2);

    QuotaRow agreed(@Nullable Long changed, String how, Instant at) {
        return new QuotaRow(tenant, tier, changed, how, at, exceededSeq, exceededAt, exceededUsed, exceededCause);
    }

    QuotaRow exceeded(long seq, Instant at, long used, String cause) {
        Long since = exceededSeq == null ? Long.valueOf(seq) : exceededSeq;
        Instant sinceAt = exceededAt == null ? at : exceededAt;
        return new QuotaRow(tenant, tier, quota, mode, agreedAt, since, sinceAt, used, cause);
    }

    QuotaRow restored() {
        return new QuotaRow(tenant, tier, quota, mode, agreedAt, null, null, null, null);
    }
}
