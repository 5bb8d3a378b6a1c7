package io.mandate.live;

/// Every version of so many first events of a tenant would take more memory than may be used for it.
final class TooMuchPastException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param reached how many events there was room for
    TooMuchPastException(long reached) {
        super("there is room for every version of the first " + reached + " events only", null, false, false);
    }
}
