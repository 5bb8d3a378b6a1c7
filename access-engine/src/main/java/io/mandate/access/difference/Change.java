package io.mandate.access.difference;

/// In what way a permission changed.
public enum Change {
    /// It was not there before.
    GAINED,
    /// It is not there any more.
    LOST,
    /// It surely reaches all records it reached before, and more.
    SCOPE_WIDENED,
    /// It surely reaches no record it did not reach before, and fewer.
    SCOPE_NARROWED,
    /// It reaches other records; neither of the two is surely the wider one.
    SCOPE_CHANGED,
    /// Other fields are masked, or more or fewer characters of them stay visible.
    MASK_CHANGED,
    /// It is under another condition, under one for the first time, or under none any more.
    CONDITION_CHANGED
}
