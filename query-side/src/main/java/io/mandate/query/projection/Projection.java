package io.mandate.query.projection;

import io.mandate.events.RecordedEvent;
import io.mandate.store.follow.EventReader;
import java.util.List;

/// Makes the rows of one read model out of events. A bean of this type is all it takes: the leader creates
/// its tables in each generation and feeds it whole commits, per tenant in order and without gaps.
///
/// It keeps no state of its own. What it must know of earlier events it reads from its own rows, and only
/// from those, so that it makes the same rows whether it is fed event by event, in batches of any size, or
/// rebuilt from zero. Its rows must not depend on a clock, on other projections' rows, or on anything
/// outside the events. An exception out of [#apply] parks the tenant at the commit before; it never skips
/// an event.
public interface Projection {
    /// Personal text of the events themselves is opened. That of their metadata (address, user agent, reason) is left
    /// sealed and reads as erased: no read model keeps it, and opening it would double the time of a rebuild.
    EventReader.Personal READS = EventReader.Personal.EVENTS_ONLY;

    /// The name it has in health, in logs and in the reason of a parked tenant; unique.
    String name();

    /// Its tables. A change of their shape makes a new generation, which is rebuilt from zero.
    List<Table<?>> tables();

    /// Names the rows that [#apply] is going to look at for this event, so that a batch reads them with one
    /// statement for each table. Rows that are only put, added to or removed need not be named.
    default void prefetch(RecordedEvent event, Prefetch prefetch) {}

    /// Folds one event into the rows; nothing is written before the batch ends. When a tenant ends,
    /// its rows are removed from all tables without being asked for here.
    void apply(RecordedEvent event, ProjectionSession session);
}
