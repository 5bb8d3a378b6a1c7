package io.mandate.access;

import io.mandate.access.user.Cohort;
import io.mandate.events.values.UserId;

/// A view of what is stored, in which cohorts and versions of profiles have numbers. What follows from them can be kept
/// in arrays beside what [#remembered] keeps, which all views that number alike share.
public interface NumberedView extends AccessView {
    /// The number of a principal's cohort, 0 or more; -1 if there never was such a principal.
    int cohortNumber(UserId id);

    /// The cohort of a number that [#cohortNumber] gave.
    Cohort cohort(int number);

    /// Which version of its profile a cohort has here, 0 or more, the deleted profile being a version too; -1 if it has
    /// none.
    int profileVersion(int cohort);
}
