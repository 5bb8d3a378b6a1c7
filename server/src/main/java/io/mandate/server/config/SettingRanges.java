package io.mandate.server.config;

import static io.mandate.server.config.SettingRange.size;
import static io.mandate.server.config.SettingRange.time;
import static io.mandate.server.config.SettingRange.whole;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/// Everything that can be set to a number, a time or a size, and what makes sense for it: refused before anything is
/// started, instead of by whichever part cannot work with it.
public final class SettingRanges implements EnvironmentPostProcessor {
    static final SettingRange<Long> PORT = whole("server.port", 0, 65_535);

    private static final List<SettingRange<?>> ALL = List.of(
            PORT,
            // A negative one serves nothing there.
            whole("management.server.port", -1, 65_535),
            // A server keeps up to five for itself, as it listens, tells, leads, keeps proofs and replays.
            whole("mandate.datasource.pool-size", 8, 1_000),
            time("mandate.commands.patience", "1ms", "1h"),
            whole("mandate.commands.queue", 1, 1_000_000),
            whole("mandate.jobs.open-per-tenant", 1, 100_000),
            time("mandate.jobs.lease", "1s", "1d"),
            time("mandate.master-key.keep", "0s", "36500d"),
            // Heads are looked at four times a second; a bound that is nearer would call everything stale.
            time("mandate.decisions.max-staleness", "1s", "1d"),
            time("mandate.index.snapshot.every", "1s", "1d"),
            whole("mandate.index.fold.at-once", 1, 1_000),
            // Some questions compare two moments.
            whole("mandate.index.fold.kept", 2, 10_000),
            whole("mandate.index.fold.events", 1, 1_000_000_000),
            time("mandate.index.fold.patience", "0s", "1h"),
            time("mandate.index.fold.longest", "0s", "1d"),
            whole("mandate.replay.events-per-second", 1, 1_000_000_000),
            whole("mandate.replay.batch", 1, 10_000),
            time("mandate.replay.write-every", "1ms", "1h"),
            whole("mandate.replay.tenant-per-day", 1, 10_000),
            time("mandate.replay.tenant-longest", "1s", "30d"),
            time("mandate.proofs.anchors.command-timeout", "100ms", "1m"),
            time("mandate.proofs.anchors.interval", "1s", "1d"),
            whole("mandate.proofs.anchors.events", 1, 1_000_000_000),
            size("mandate.proofs.evidence.most", "1KB", "1GB"));

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        require(environment);
    }

    /// Refuses the first of them that makes no sense.
    public static void require(Environment settings) {
        for (SettingRange<?> range : ALL) {
            var _ = range.in(settings);
        }
    }

    /// All that are looked at.
    public static Set<String> names() {
        return ALL.stream().map(SettingRange::name).collect(Collectors.toSet());
    }
}
