package io.mandate.access.catalog;

/// A thing of the catalog with its latest definition.
///
/// @param definition what the catalog says about it
/// @param seq the event that said so, or that retired it
/// @param retired whether it is no longer in use
public record Defined<D>(D definition, long seq, boolean retired) {
    static <D> Defined<D> live(D definition, long seq) {
        return new Defined<>(definition, seq, false);
    }

    Defined<D> retire(long at) {
        return new Defined<>(definition, at, true);
    }
}
