package io.mandate.http.json;

/// Places in a document, as people are told them.
public final class JsonPlaces {
    private JsonPlaces() {}

    /// A JSON pointer without its escapes: `/nodes/crm/contacts` for `/nodes/crm~1contacts`, which nobody looks for.
    public static String readable(String pointer) {
        return pointer.replace("~1", "/").replace("~0", "~");
    }
}
