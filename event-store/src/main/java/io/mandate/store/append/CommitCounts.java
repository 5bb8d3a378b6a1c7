package io.mandate.store.append;

import java.util.concurrent.atomic.LongAdder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// What this process has committed since it started.
@Component
public class CommitCounts {
    private final LongAdder commits = new LongAdder();
    private final LongAdder events = new LongAdder();

    public long commits() {
        return commits.sum();
    }

    public long events() {
        return events.sum();
    }

    /// Counts the commit that is being written, if it comes to that.
    void onCommit(int size) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                commits.increment();
                events.add(size);
            }
        });
    }
}
