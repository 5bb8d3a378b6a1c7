package io.mandate.bench.decision;

import io.mandate.access.AccessView;
import io.mandate.access.decision.AccessRules;
import io.mandate.access.decision.Decision;
import io.mandate.access.index.AccessIndex;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// A decision about a resource as a whole, by users at random; beside it what no index can do without: the hash of the
/// id, one look into a table of ints at random, and from there one into a table of longs, both as large as the index's.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PlainDecision {
    private static final int WORDS_OF_A_ROW = 3;

    @Param({"1000", "100000", "1000000"})
    int users;

    private AccessView view = new AccessIndex().now(SampleTenant.TENANT);
    private Questions questions =
            new Questions(new SampleTenant(commit -> {}).withProfiles().withUsers(1));
    private int[] slots = new int[1];
    private long[] rows = new long[1];

    @Setup
    public void fill() {
        AccessIndex index = new AccessIndex();
        SampleTenant tenant = new SampleTenant(commit -> index.apply(SampleTenant.TENANT, commit));
        questions = new Questions(tenant.withProfiles().withUsers(users));
        view = index.now(SampleTenant.TENANT);
        int size = Integer.highestOneBit(users * 4 / 3) * 2;
        slots = new Random(2).ints(size, 0, users).toArray();
        rows = new Random(3).longs((long) users * WORDS_OF_A_ROW).toArray();
    }

    @Benchmark
    public Decision decision() {
        return AccessRules.decide(view, questions.next());
    }

    @Benchmark
    public long limit() {
        int hash = questions.next().user().value().hashCode() * 0x9E3779B9;
        return rows[slots[hash >>> Integer.numberOfLeadingZeros(slots.length - 1)] * WORDS_OF_A_ROW];
    }
}
