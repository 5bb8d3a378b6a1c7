package io.mandate.http.json;

/// A body that could not be read as what it should be. The edge answers 400 with the place.
public final class MalformedJsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String pointer;
    private final String rule;
    private final int line;
    private final int column;

    /// @param pointer where, as a JSON pointer; empty: the whole body
    /// @param rule what is wrong there, for the person who reads it
    public MalformedJsonException(String pointer, String rule) {
        this(pointer, rule, 0, 0);
    }

    /// @param line 1, 2, ..; 0: not known
    /// @param column the same
    public MalformedJsonException(String pointer, String rule, int line, int column) {
        super(rule);
        this.pointer = pointer;
        this.rule = rule;
        this.line = line;
        this.column = column;
    }

    /// The same of a body that is one line of a longer one.
    public MalformedJsonException inLine(int number) {
        return new MalformedJsonException(pointer, rule, number, column);
    }

    /// Place and rule, for people.
    public String told() {
        return (pointer.isEmpty() ? "" : JsonPlaces.readable(pointer) + ": ") + rule();
    }

    public String pointer() {
        return pointer;
    }

    /// With line and column, if they are known.
    public String rule() {
        return line == 0 ? rule : rule + " (line " + line + (column == 0 ? "" : ", column " + column) + ")";
    }
}
