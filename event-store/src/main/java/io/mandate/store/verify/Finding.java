package io.mandate.store.verify;

import io.mandate.events.values.TenantId;

/// Something that is not as it was written.
///
/// @param position of the event or the row of the journal that it is about: the first one that is wrong; 0: of none
/// @param text what it is, for people
public record Finding(TenantId tenant, Log log, Kind kind, long position, String text) {
    /// What was tampered with.
    public enum Log {
        EVENTS,
        JOURNAL
    }

    /// What was done to it. The names are API.
    public enum Kind {
        /// Its content is another.
        ALTERED,
        /// It is gone.
        REMOVED,
        /// It was not there.
        INSERTED,
        /// It is at the place of another.
        REORDERED,
        /// It is gone with all after it.
        CUT_OFF,
        /// What was said of it is not signed by a key of this store.
        RE_SIGNED,
        /// Nothing that was signed says how it was.
        UNSIGNED,
        /// It is as it was signed, but the tree beside it is not.
        TREE_CHANGED
    }

    @Override
    public String toString() {
        String where = position == 0 ? " in the " : " at " + position + " of the ";
        return "tenant " + tenant + ": " + kind + where + (log == Log.EVENTS ? "log" : "access journal") + ": " + text;
    }
}
