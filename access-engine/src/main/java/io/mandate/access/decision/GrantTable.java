package io.mandate.access.decision;

import org.jspecify.annotations.Nullable;

/// The grants of one version of a profile and one role, by cell: made when first asked for, and in pages, so that what
/// is never asked about takes no room.
final class GrantTable {
    private static final int PAGE_BITS = 5;
    private static final int PAGE = 1 << PAGE_BITS;

    private final @Nullable Grant[] @Nullable [] pages;

    GrantTable(int cells) {
        this.pages = new Grant[(cells + PAGE - 1) >> PAGE_BITS][];
    }

    @Nullable
    Grant at(int cell) {
        @Nullable Grant[] page = pages[cell >> PAGE_BITS];
        return page == null ? null : page[cell & (PAGE - 1)];
    }

    /// Two threads may do so at once, or one may lose what the other kept: all of it can be made again, and equal.
    void keep(int cell, Grant grant) {
        @Nullable Grant[] page = pages[cell >> PAGE_BITS];
        if (page == null) {
            page = new Grant[PAGE];
            pages[cell >> PAGE_BITS] = page;
        }
        page[cell & (PAGE - 1)] = grant;
    }
}
