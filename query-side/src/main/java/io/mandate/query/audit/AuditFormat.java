package io.mandate.query.audit;

import io.mandate.events.values.InvalidValueException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/// In which form the trail is asked for.
enum AuditFormat {
    JSON("json", "application/json"),
    CSV("csv", "text/csv"),
    NDJSON("ndjson", "application/x-ndjson");

    final String written;
    final String mediaType;

    AuditFormat(String written, String mediaType) {
        this.written = written;
        this.mediaType = mediaType;
    }

    /// The format by the parameter `format`, else the one that `Accept` wants most, the first of several; else JSON.
    static AuditFormat of(@Nullable String parameter, @Nullable String accept) {
        if (parameter != null) {
            for (AuditFormat format : values()) {
                if (format.written.equals(parameter)) {
                    return format;
                }
            }
            throw new InvalidValueException("format", "must be json, csv or ndjson");
        }
        List<MediaType> ranges = accepted(accept);
        AuditFormat best = JSON;
        for (AuditFormat format : values()) {
            if (format.wish(ranges).compareTo(best.wish(ranges)) > 0) {
                best = format;
            }
        }
        return best;
    }

    /// How much a form is wanted, and where that stands in the list.
    private record Wish(double quality, int place) implements Comparable<Wish> {
        private static final Wish NONE = new Wish(0, Integer.MAX_VALUE);

        @Override
        public int compareTo(Wish other) {
            return quality == other.quality
                    ? Integer.compare(other.place, place)
                    : Double.compare(quality, other.quality);
        }
    }

    /// The most specific range that this form is in says how much it is wanted (RFC 9110, 12.5.1).
    private Wish wish(List<MediaType> ranges) {
        MediaType own = MediaType.parseMediaType(mediaType);
        return IntStream.range(0, ranges.size())
                .boxed()
                .filter(at -> ranges.get(at).includes(own))
                .max(Comparator.comparingInt(at -> specificity(ranges.get(at))))
                .filter(at -> ranges.get(at).getQualityValue() > 0)
                .map(at -> new Wish(ranges.get(at).getQualityValue(), at))
                .orElse(Wish.NONE);
    }

    private static int specificity(MediaType range) {
        if (range.isWildcardType()) {
            return 0;
        }
        return range.isWildcardSubtype() ? 1 : 2;
    }

    private static List<MediaType> accepted(@Nullable String accept) {
        try {
            return accept == null ? List.of() : MediaType.parseMediaTypes(accept);
        } catch (InvalidMediaTypeException _) {
            throw new InvalidValueException("Accept", "must be a list of media types");
        }
    }
}
