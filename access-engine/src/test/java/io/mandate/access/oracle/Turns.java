package io.mandate.access.oracle;

import io.mandate.events.RecordedEvent;
import java.util.ArrayList;
import java.util.List;

/// Grows commits of several events event by event, for the answers that they changed: which event was it?
final class Turns {
    private final Answers answers;
    /// One commit behind.
    private final Oracle oracle = new Oracle();

    Turns(Answers answers) {
        this.answers = answers;
    }

    /// Called for one commit after the other.
    void of(int commit) {
        List<RecordedEvent> events = answers.commits.get(commit);
        List<Integer> turned = events.size() == 1 ? List.of() : turned(commit);
        boolean[] could = new boolean[turned.size()];
        for (int i = 0; i < could.length; i++) {
            could[i] = answers.allowed(commit - 1, turned.get(i));
        }
        for (RecordedEvent event : events) {
            oracle.fold(event.event(), event.seq());
            for (int i = 0; i < could.length; i++) {
                boolean can = oracle.ask(answers.cells.asked(turned.get(i))).allowed();
                if (can != could[i]) {
                    could[i] = can;
                    answers.turned(commit, turned.get(i), event.seq());
                }
            }
        }
    }

    private List<Integer> turned(int commit) {
        List<Integer> turned = new ArrayList<>();
        for (int cell = 0; cell < answers.cells.count(); cell++) {
            if (answers.allowed(commit, cell) != answers.allowed(commit - 1, cell)) {
                turned.add(cell);
            }
        }
        return turned;
    }
}
