package io.mandate.http.request;

import java.util.Map;

/// What was asked cannot be answered now but can be soon. The edge answers 503 with `Retry-After`.
public final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Map<String, Object> members;
    private final String why;

    /// @param why for the person who reads it
    /// @param members facts for the problem document, such as the position that was reached
    public UnavailableException(String why, Map<String, Object> members) {
        super(why);
        this.why = why;
        this.members = Map.copyOf(members);
    }

    public Map<String, Object> members() {
        return members;
    }

    /// What the caller reads.
    public String why() {
        return why;
    }
}
