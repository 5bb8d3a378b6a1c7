package io.mandate.query.projection;

/// How far the read models of one tenant have come.
///
/// @param seq the position of the last commit that is in them, 0 before any
/// @param parked whether the commit after it failed, so that they stay there until somebody asks for
/// another try
record Standing(long seq, boolean parked) {
    static final Standing BEGINNING = new Standing(0, false);
}
