package io.mandate.http.json;

/// A body that could not be read as what it should be. The edge answers 400 with the place.
public final class MalformedJsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String pointer;
    private final String rule;

    /// @param pointer where, as a JSON pointer; empty: the whole body
    /// @param rule what is wrong there, for the person who reads it
    public MalformedJsonException(String pointer, String rule) {
        super(rule);
        this.pointer = pointer;
        this.rule = rule;
    }

    public String pointer() {
        return pointer;
    }

    public String rule() {
        return rule;
    }
}
