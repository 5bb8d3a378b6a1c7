package io.mandate.bench.decision;

import io.mandate.access.index.AccessIndex;
import io.mandate.access.index.IndexSnapshot;
import io.mandate.events.RecordedEvent;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How fast decoded events are folded, and what they take in memory, in one process without a fork: the heap after
/// collections is what is left.
final class Folding {
    private static final int BUFFER = 1 << 16;

    private Folding() {}

    /// A tenant of so many users and events, folded; prints the rate.
    static AccessIndex folded(int users, int events) {
        List<List<RecordedEvent>> commits = new ArrayList<>();
        SampleTenant tenant = new SampleTenant(commits::add).withProfiles().withUsers(users);
        tenant.withChanges(Math.toIntExact(events - tenant.head()));
        AccessIndex index = new AccessIndex();
        for (int round = 0; round < 3; round++) {
            index = new AccessIndex();
            long begun = System.nanoTime();
            for (List<RecordedEvent> commit : commits) {
                index.apply(SampleTenant.TENANT, commit);
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            System.out.printf("fold %,d events: %.2f s, %,.0f events/s%n", events, seconds, events / seconds);
        }
        return index;
    }

    /// Writes the index to a temporary file and reads it back; prints how long each takes.
    static void snapshot(AccessIndex index) throws IOException {
        Path file = Files.createTempFile("index", ".snapshot");
        try {
            for (int round = 0; round < 3; round++) {
                long begun = System.nanoTime();
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER)) {
                    IndexSnapshot.write(index, "bench", out);
                }
                long written = System.nanoTime();
                try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
                    IndexSnapshot.read(in, "bench");
                }
                System.out.printf(
                        "snapshot of %,d events: %,d bytes, written in %.2f s, read in %.2f s%n",
                        index.head(SampleTenant.TENANT),
                        Files.size(file),
                        (written - begun) / 1e9,
                        (System.nanoTime() - written) / 1e9);
            }
        } finally {
            Files.delete(file);
        }
    }

    /// Prints bytes a user, and bytes a further version, ids included and not.
    static void memory(int users, int changes) {
        AccessIndex index = new AccessIndex();
        SampleTenant tenant = new SampleTenant(commit -> index.apply(SampleTenant.TENANT, commit)).withProfiles();
        long empty = used();
        tenant.withUsers(users);
        long idsOfTheSample = heldBy(tenant);
        long first = used() - idsOfTheSample;
        tenant.withChanges(changes);
        long second = used() - idsOfTheSample;
        double user = (double) (first - empty) / users;
        int id = 40; // a length and 36 characters, padded to four
        System.out.printf("memory, %,d users: %.1f bytes a user, %.1f beyond the id%n", users, user, user - id);
        System.out.printf(
                "memory, %,d further events: %.1f bytes each%n", changes, (double) (second - first) / changes);
        if (index.head(SampleTenant.TENANT) != tenant.head()) {
            throw new IllegalStateException("not all was folded");
        }
        long since = System.nanoTime();
        index.forgetBefore(SampleTenant.TENANT, tenant.head());
        long millis = (System.nanoTime() - since) / 1_000_000;
        long third = used() - idsOfTheSample;
        System.out.printf(
                "memory, all but the present forgotten in %,d ms: %.1f bytes left of each further event%n",
                millis, (double) (third - first) / changes);
    }

    /// The sample keeps its users' ids as objects, beside the index: a list, and for each id 16 + 24 + 56 bytes.
    private static long heldBy(SampleTenant tenant) {
        long before = used();
        List<String> copies = new ArrayList<>(tenant.users().size());
        tenant.users()
                .forEach(
                        id -> copies.add(id.value().substring(0, 8) + id.value().substring(8)));
        long strings = used() - before;
        return copies.isEmpty() ? 0 : strings + 16L * tenant.users().size();
    }

    /// The heap after collections.
    static long used() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
