package io.mandate.store.codec;

import tools.jackson.databind.node.ObjectNode;

/// Turns the stored form of one revision of an event into that of the next one.
interface Upcaster {
    /// The stored name of the event.
    String alias();

    /// The revision it reads; it writes the next one.
    int from();

    /// Changes the payload in place.
    void upcast(ObjectNode payload);
}
