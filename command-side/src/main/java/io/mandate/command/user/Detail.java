package io.mandate.command.user;

/// A detail of a principal that is not an attribute.
public enum Detail {
    FIRST_NAME("firstName"),
    LAST_NAME("lastName"),
    EMAIL("email"),
    /// What a service or a page is called; persons have none.
    LABEL("label");

    private final String field;

    Detail(String field) {
        this.field = field;
    }

    /// The name in events and in the API.
    public String field() {
        return field;
    }

    /// The detail of that field in an event.
    public static Detail of(String field) {
        for (Detail detail : values()) {
            if (detail.field.equals(field)) {
                return detail;
            }
        }
        throw new IllegalStateException("a stored event changes the unknown detail " + field);
    }
}
