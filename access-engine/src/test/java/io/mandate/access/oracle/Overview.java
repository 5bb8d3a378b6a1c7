package io.mandate.access.oracle;

import java.util.List;

/// What the oracle says that a user is shown of itself, beside what it may do.
///
/// @param possible the questions of which each may be a permission, in the order of the catalog
/// @param concernedAt the last event that concerned the user
record Overview(List<Asked> possible, List<Setting> settings, List<Shown> sidebar, long concernedAt) {}
