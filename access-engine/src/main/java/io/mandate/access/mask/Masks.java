package io.mandate.access.mask;

/// Masks a value as the calling product should show it.
public final class Masks {
    private static final String MASK = "*";

    private Masks() {}

    /// Keeps the last characters and masks the rest. A value that is not longer than what may stay visible is masked
    /// whole: it would otherwise not be hidden at all.
    ///
    /// @param visible how many of the last characters (code points) stay, 0 or more
    public static String mask(String value, int visible) {
        int length = value.codePointCount(0, value.length());
        if (length <= visible) {
            return MASK.repeat(length);
        }
        int from = value.offsetByCodePoints(value.length(), -Math.max(0, visible));
        return MASK.repeat(length - Math.max(0, visible)) + value.substring(from);
    }
}
