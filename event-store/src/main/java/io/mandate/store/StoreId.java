package io.mandate.store;

import io.mandate.events.values.Position;

/// The id of this store in every [Position]. It is new after a restore from a backup, so that a position given out
/// by the lost future of the store is refused instead of misread.
///
/// @param value 1 to 32 characters of `a-z0-9`
public record StoreId(String value) {

    /// The position of that sequence number in this store.
    public Position position(long seq) {
        return new Position(value, seq);
    }

    /// The sequence number of a position of this store; one of another store is refused with
    /// [ForeignPositionException].
    public long seq(Position position) {
        if (!position.store().equals(value)) {
            throw new ForeignPositionException(position);
        }
        return position.seq();
    }

    @Override
    public String toString() {
        return value;
    }
}
