package io.mandate.access.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.decision.Reason;
import io.mandate.access.history.Log;
import io.mandate.access.history.RandomHistory;
import io.mandate.events.DomainEvent;
import io.mandate.events.RecordedEvent;
import io.mandate.events.catalog.CatalogEvent.*;
import io.mandate.events.profile.ProfileEvent.*;
import io.mandate.events.record.RecordEvent.*;
import io.mandate.events.tenant.TenantEvent.*;
import io.mandate.events.user.UserEvent.*;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Over random histories, after every commit, for every user, node and action: what was answered live, what is answered
/// as of that commit, what the history reports, what the differences tell and what the oracle says are one.
class OracleTest {
    /// How many histories, of how many commits. A failure names its seed: with `-Dmandate.oracle.seed=SEED` and
    /// `-Dmandate.oracle.histories=1` it comes again.
    private static final int HISTORIES = Integer.getInteger("mandate.oracle.histories", 2_000);

    private static final int COMMITS = Integer.getInteger("mandate.oracle.commits", 200);

    /// Of so many, all kinds of events and answers can be expected.
    private static final int ENOUGH = 100;

    private static final Class<?>[] DECIDING = {
        DecisionRulesAdopted.class,
        ModuleAvailabilityChanged.class,
        TenantPolicyChanged.class,
        CatalogNodeDefined.class,
        CatalogNodeRetired.class,
        CatalogNodeReinstated.class,
        RoleTypeDefined.class,
        RoleTypeRetired.class,
        RoleDefined.class,
        RoleRetired.class,
        SettingDefined.class,
        SettingRetired.class,
        ProfileCreated.class,
        ProfileAssociatedRoleChanged.class,
        ProfileDefaultPermissionChanged.class,
        SensitiveDataMaskingEnabled.class,
        SensitiveDataMaskingDisabled.class,
        ProfileNodeEnablementChanged.class,
        PermissionOverridden.class,
        PermissionOverrideCleared.class,
        ProfileRecordScopeChanged.class,
        ProfileInstancesChanged.class,
        ProfileNavigationChanged.class,
        ProfileSettingChanged.class,
        ProfileRestored.class,
        ProfileDeleted.class,
        UserCreated.class,
        UserActivated.class,
        UserDetailsChanged.class,
        UserRoleChanged.class,
        UserAssigned.class,
        UserUnassigned.class,
        UserSuspended.class,
        UserEnabled.class,
        UserPerimeterChanged.class,
        UserDeleted.class,
        RecordRegistered.class,
        RecordChanged.class,
        RecordRetired.class,
        TenantOffboarded.class
    };

    private final Map<String, Long> reasons = new ConcurrentHashMap<>();
    private final Map<Class<?>, Long> kinds = new ConcurrentHashMap<>();
    private final AtomicReference<AssertionError> failed = new AtomicReference<>();

    @Test
    void whatever_the_engine_tells_is_what_the_oracle_says() {
        long seed =
                Long.getLong("mandate.oracle.seed", ThreadLocalRandom.current().nextLong(1L << 40));
        LongStream.range(seed, seed + HISTORIES).parallel().forEach(this::history);
        if (failed.get() != null) {
            throw failed.get();
        }
        if (HISTORIES >= ENOUGH) {
            everythingWasSeen();
        }
    }

    /// Histories in which something never happened would prove nothing about it.
    private void everythingWasSeen() {
        assertThat(reasons)
                .containsOnlyKeys(Stream.of(Reason.values()).map(Reason::name).toList());
        assertThat(reasons)
                .allSatisfy((reason, times) ->
                        assertThat(times).as("%s in %s", reason, reasons).isGreaterThan(HISTORIES));
        assertThat(kinds).containsKeys(DECIDING);
        assertThat(kinds)
                .allSatisfy((kind, times) ->
                        assertThat(times).as("%s in %s", kind, kinds).isGreaterThan(HISTORIES / 20));
    }

    private void history(long seed) {
        if (failed.get() != null) {
            return;
        }
        RandomHistory history = new RandomHistory(seed);
        List<List<DomainEvent>> commits = history.log(COMMITS).commits().stream()
                .map(commit -> commit.stream().map(RecordedEvent::event).collect(Collectors.toList()))
                .collect(Collectors.toList());
        Cells cells = new Cells(history);
        try {
            count(commits, compare(cells, commits, seed));
        } catch (AssertionError e) {
            if (failed.compareAndSet(null, e)) {
                failed.set(shortest(cells, commits, seed, e));
            }
        }
    }

    private static Answers compare(Cells cells, List<List<DomainEvent>> commits, long seed) {
        Log log = new Log();
        commits.forEach(commit -> log.commit(commit.toArray(DomainEvent[]::new)));
        return new EveryMoment(new InMemory(), cells, log.commits(), seed)
                .live()
                .past()
                .forgotten()
                .reports()
                .answers();
    }

    private void count(List<List<DomainEvent>> commits, Answers answers) {
        Map<String, Long> seen = new HashMap<>();
        for (Verdict[] said : answers.said) {
            for (Verdict verdict : said) {
                seen.merge(verdict.reason(), 1L, Long::sum);
            }
        }
        seen.forEach((reason, times) -> reasons.merge(reason, times, Long::sum));
        commits.forEach(commit -> commit.forEach(event -> kinds.merge(event.getClass(), 1L, Long::sum)));
    }

    private static AssertionError shortest(
            Cells cells, List<List<DomainEvent>> commits, long seed, AssertionError first) {
        List<List<DomainEvent>> shortest =
                new Shrinker(shorter -> sameSort(first, failure(cells, shorter, seed))).shortest(commits);
        AssertionError last = failure(cells, shortest, seed);
        String told = shortest.stream()
                .map(commit -> commit.stream().map(DomainEvent::toString).collect(Collectors.joining("\n    ")))
                .collect(Collectors.joining("\n  - ", "\n  - ", "\n"));
        return new AssertionError(
                "seed " + seed + ": " + first.getMessage() + "\nat the shortest: "
                        + (last == null ? "" : last.getMessage()) + told,
                first);
    }

    private static boolean sameSort(AssertionError first, @Nullable AssertionError other) {
        return other != null && sort(first).equals(sort(other));
    }

    private static String sort(AssertionError e) {
        return String.valueOf(e.getMessage()).split(" (at|since) ", 2)[0];
    }

    /// How a history fails; null: it does not, or it is none, because something in it has no beginning.
    private static @Nullable AssertionError failure(Cells cells, List<List<DomainEvent>> commits, long seed) {
        try {
            compare(cells, commits, seed);
            return null;
        } catch (AssertionError e) {
            return e;
        } catch (RuntimeException e) {
            return null;
        }
    }
}
