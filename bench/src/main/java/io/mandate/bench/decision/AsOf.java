package io.mandate.bench.decision;

import io.mandate.access.decision.AccessRules;
import io.mandate.access.decision.Decision;
import io.mandate.access.index.AccessIndex;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// The same question now and at positions at random, in a tenant of 100,000 users and 1,000,000 events.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AsOf {
    static final int USERS = 100_000;
    static final int EVENTS = 1_000_000;
    private static final int POSITIONS = 1 << 16;

    private final AccessIndex index = new AccessIndex();
    private Questions questions =
            new Questions(new SampleTenant(commit -> {}).withProfiles().withUsers(1));
    private long[] positions = new long[POSITIONS];
    private int next;

    @Setup
    public void fill() {
        SampleTenant tenant = new SampleTenant(commit -> index.apply(SampleTenant.TENANT, commit));
        tenant.withProfiles().withUsers(USERS);
        tenant.withChanges(Math.toIntExact(EVENTS - tenant.head()));
        questions = new Questions(tenant);
        positions = new Random(4).longs(POSITIONS, 0, tenant.head() + 1).toArray();
    }

    @Benchmark
    public Decision live() {
        return AccessRules.decide(index.now(SampleTenant.TENANT), questions.next());
    }

    @Benchmark
    public Decision past() {
        next = (next + 1) & (POSITIONS - 1);
        return AccessRules.decide(index.at(SampleTenant.TENANT, positions[next]), questions.next());
    }
}
