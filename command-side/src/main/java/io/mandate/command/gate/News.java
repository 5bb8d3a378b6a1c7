package io.mandate.command.gate;

import io.mandate.live.LiveIndex;
import io.mandate.store.Commit;
import io.mandate.store.follow.CommitNotifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Tells this node's index and all other nodes of a commit. The change is durable by then: what fails here
/// costs a little time (the Followers look for themselves), never the answer.
@Component
class News {
    private static final Logger LOG = LoggerFactory.getLogger(News.class);

    private final LiveIndex live;
    private final CommitNotifier notifier;

    News(LiveIndex live, CommitNotifier notifier) {
        this.live = live;
        this.notifier = notifier;
    }

    /// @param begunAtNanos [System#nanoTime] before the change began
    void tell(Commit commit, long begunAtNanos) {
        try {
            live.published(commit, begunAtNanos);
            notifier.committed(commit.tenant());
        } catch (RuntimeException e) {
            LOG.warn(
                    "commit {} of tenant {} is durable, but could not be announced",
                    commit.lastSeq(),
                    commit.tenant(),
                    e);
        }
    }
}
