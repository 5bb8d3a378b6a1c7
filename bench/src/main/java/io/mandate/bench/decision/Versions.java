package io.mandate.bench.decision;

import io.mandate.access.index.AccessIndex;
import java.util.function.Consumer;

/// What a further version takes in memory, by what it is a version of: of a user it is little, and a profile's
/// grows with what the profile says. The figures stand behind the weights of `io.mandate.live.Weight`.
final class Versions {
    private static final int RECORDS = 200_000;

    private Versions() {}

    static void memory() {
        each(
                "event about a user",
                500_000,
                tenant -> tenant.withUsers(100_000),
                (tenant, count) -> tenant.withChanges(count));
        each("record registered", RECORDS, tenant -> {}, (tenant, count) -> tenant.withRecords(count));
        each(
                "record changed",
                RECORDS,
                tenant -> tenant.withRecords(RECORDS),
                (tenant, count) -> tenant.withRecordChanges(count, RECORDS));
        for (int choices : new int[] {10, 100, 300, 1_000}) {
            each(
                    "override of a profile with %,d choices".formatted(choices),
                    20_000,
                    tenant -> tenant.withWideProfile(choices),
                    (tenant, count) -> tenant.withWideChanges(count, choices));
        }
        for (int nodes : new int[] {0, 300}) {
            each(
                    "node defined in a catalog of %,d".formatted(36 + nodes),
                    5_000,
                    tenant -> tenant.withNodes(nodes + 1),
                    (tenant, count) -> tenant.withNodeChanges(count));
        }
    }

    /// What is done so many times.
    @FunctionalInterface
    private interface Change {
        void to(SampleTenant tenant, int count);
    }

    private static void each(String what, int count, Consumer<SampleTenant> before, Change change) {
        AccessIndex index = new AccessIndex();
        SampleTenant tenant = new SampleTenant(commit -> index.apply(SampleTenant.TENANT, commit)).withProfiles();
        before.accept(tenant);
        long begun = Folding.used();
        change.to(tenant, count);
        double bytes = (double) (Folding.used() - begun) / count;
        if (index.head(SampleTenant.TENANT) != tenant.head()) {
            throw new IllegalStateException("not all was folded");
        }
        System.out.printf("memory, %s: %,.1f bytes each%n", what, bytes);
    }
}
