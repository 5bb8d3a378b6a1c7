package io.mandate.query.projection;

import io.mandate.query.testing.QueryNode;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/// A query node in a process of its own, that leads until it is killed.
final class LeadingProcess {
    private LeadingProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        try (QueryNode node = QueryNode.on(arguments[0], Path.of(arguments[1]))) {
            new CountDownLatch(1).await();
        }
    }
}
