package io.mandate.events.values;

/// A value that its type refuses. The edge turns it into a 400 or 422 that names the place.
public final class InvalidValueException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String type;
    private final String rule;

    /// @param type the value type that refused, such as `NodeKey`
    /// @param rule what would be valid, for the person who reads it; never repeats the value
    public InvalidValueException(String type, String rule) {
        super(type + ": " + rule);
        this.type = type;
        this.rule = rule;
    }

    public String type() {
        return type;
    }

    public String rule() {
        return rule;
    }
}
