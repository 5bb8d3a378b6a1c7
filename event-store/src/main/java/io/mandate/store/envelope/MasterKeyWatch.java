package io.mandate.store.envelope;

import io.mandate.store.envelope.MasterKeyEpochs.Epoch;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Keeps the master key of this process in step with its file and with the store: takes lines up
/// that operators add, tells the others which ones are here, and takes out the line of an epoch
/// that is destroyed.
@Component
class MasterKeyWatch implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(MasterKeyWatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final String node = UUID.randomUUID().toString();
    private final String name = "process " + ProcessHandle.current().pid() + " on " + host();
    private final MasterKeys keys;
    private final MasterKeyEpochs epochs;
    private @Nullable ScheduledExecutorService timer;
    private String complaint = "";

    MasterKeyWatch(MasterKeys keys, MasterKeyEpochs epochs) {
        this.keys = keys;
        this.epochs = epochs;
    }

    private static String host() {
        return System.getenv().getOrDefault("HOSTNAME", "this host");
    }

    @Override
    public void start() {
        look();
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("master-key").daemon().factory());
        var _ = timer.scheduleWithFixedDelay(this::look, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        if (timer == null) {
            return;
        }
        timer.close();
        timer = null;
        try {
            epochs.gone(node);
        } catch (RuntimeException e) {
            LOG.debug("The other nodes are not told that this one ends", e);
        }
    }

    @Override
    public boolean isRunning() {
        return timer != null;
    }

    void look() {
        try {
            keys.reload();
            epochs.epochs().stream()
                    .filter(epoch -> !epoch.living() && keys.now().has(epoch.number()))
                    .forEach(this::forget);
            epochs.seen(node, name, keys.now().epochs());
            complaint = "";
        } catch (RuntimeException e) {
            complain(String.valueOf(e.getMessage()), e);
        }
    }

    private void forget(Epoch epoch) {
        if (keys.forget(epoch.number())) {
            LOG.info("Epoch {} of the master key is destroyed; its line is taken out here", epoch.number());
        } else {
            complain(
                    "Epoch " + epoch.number() + " of the master key is destroyed: take its line out of"
                            + " MANDATE_MASTER_KEY_VALUE.",
                    null);
        }
    }

    /// Once, and not every two seconds.
    private void complain(String line, @Nullable RuntimeException cause) {
        if (!line.equals(complaint)) {
            complaint = line;
            LOG.warn("The master key: {}", line);
            LOG.debug("About the master key", cause);
        }
    }
}
