package io.mandate.query.user;

import io.mandate.query.position.ModelView;

/// The table of principals, for statements of other features that join it.
public final class UserTable {
    private UserTable() {}

    /// Its name; it has `tenant`, `principal`, `kind`, `status`, `role`, `profile`, `creator` and
    /// `assignee`.
    public static String in(ModelView view) {
        return view.table(UserRow.TABLE);
    }
}
