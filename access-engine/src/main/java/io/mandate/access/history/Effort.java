package io.mandate.access.history;

/// How much work one page of a report may be. What was begun is brought to a point from which it can go on; then the
/// page ends there.
public final class Effort {
    private static final int DECISION = 1;
    private static final int EXPLANATION = 5;

    private long work;
    private long intervals;
    private long events;

    /// @param work how many decisions may be asked for, an explanation counting as five
    /// @param intervals how many times may be told
    /// @param events how many events may be looked at to tell which of a commit it was
    public Effort(long work, long intervals, long events) {
        this.work = work;
        this.intervals = intervals;
        this.events = events;
    }

    /// As much as it takes.
    public static Effort unlimited() {
        return new Effort(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /// Whether it was enough for one page.
    public boolean spent() {
        return work <= 0 || intervals <= 0 || events <= 0;
    }

    void decided() {
        work -= DECISION;
    }

    void explained() {
        work -= EXPLANATION;
    }

    /// @param opened how many events its commits have where it is not clear which event it was
    void told(long opened) {
        intervals--;
        events -= opened;
    }
}
