package io.mandate.events.problem;

/// A number with the words it goes with, as people write them.
public final class Counted {
    private Counted() {}

    /// `1 user`, `2 users`.
    ///
    /// @param noun in the singular; an s makes it many
    public static String of(long number, String noun) {
        return of(number, noun, noun + "s");
    }

    /// `1 child is`, `2 children are`.
    public static String of(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
