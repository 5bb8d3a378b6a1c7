package io.mandate.query.audit;

import io.mandate.events.values.InvalidValueException;
import java.util.List;
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

    /// The format by the parameter `format`, else the first that `Accept` names, else JSON.
    static AuditFormat of(@Nullable String parameter, @Nullable String accept) {
        if (parameter != null) {
            for (AuditFormat format : values()) {
                if (format.written.equals(parameter)) {
                    return format;
                }
            }
            throw new InvalidValueException("format", "must be json, csv or ndjson");
        }
        for (MediaType wanted : accepted(accept)) {
            for (AuditFormat format : values()) {
                if (wanted.includes(MediaType.parseMediaType(format.mediaType))) {
                    return format;
                }
            }
        }
        return JSON;
    }

    private static List<MediaType> accepted(@Nullable String accept) {
        try {
            return accept == null ? List.of() : MediaType.parseMediaTypes(accept);
        } catch (InvalidMediaTypeException _) {
            throw new InvalidValueException("Accept", "must be a list of media types");
        }
    }
}
