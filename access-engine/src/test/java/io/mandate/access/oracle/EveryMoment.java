package io.mandate.access.oracle;

import io.mandate.events.RecordedEvent;
import java.util.List;
import java.util.Random;

/// Compares all that is told of a history, at every commit, with the oracle. Each method throws an [AssertionError] at
/// the first thing that is not the same.
public final class EveryMoment {
    private final Folded folded;
    private final Answers answers;
    private final Random random;

    /// @param cells what is asked
    /// @param commits the history, as long as it may be
    public EveryMoment(Folded folded, Cells cells, List<List<RecordedEvent>> commits, long seed) {
        this.folded = folded;
        this.answers = new Answers(cells, commits);
        this.random = new Random(seed);
    }

    /// Folds the history and keeps what is answered after every commit, with a restart in between.
    public EveryMoment live() {
        LiveAnswers.record(answers, folded, random);
        return this;
    }

    /// Asks once more of every commit; after [#live].
    public EveryMoment past() {
        return past(Integer.MAX_VALUE);
    }

    /// Asks once more of so many commits, picked at random; after [#live].
    public EveryMoment past(int moments) {
        new PastAnswers(answers).compare(folded, random, moments);
        return this;
    }

    /// Asks an index that forgets, in memory; after [#live].
    EveryMoment forgotten() {
        new Forgotten(answers, random).compare();
        return this;
    }

    /// Asks for the histories of all that was asked, and for differences between commits; after [#live].
    public EveryMoment reports() {
        HistoryReports.compare(answers, folded, random);
        Differences.compare(answers, folded, random);
        return this;
    }

    Answers answers() {
        return answers;
    }
}
