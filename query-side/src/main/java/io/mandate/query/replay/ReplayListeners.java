package io.mandate.query.replay;

import io.mandate.events.values.TenantId;
import io.mandate.live.identity.Caller;
import io.mandate.query.export.ExportPlaces;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// Who watches replays on this node. One thread looks once for all of them, twice in a second and only while somebody
/// listens. Without news for 15 s a comment keeps the connection, and finds out who has gone. A listener is sent away
/// after 15 minutes: it comes again with its credential, which may have been revoked meanwhile.
@Component
final class ReplayListeners implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayListeners.class);
    private static final long LOOK = 500;
    private static final long BEAT = TimeUnit.SECONDS.toNanos(15);
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final Replays replays;
    private final ExportPlaces places;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("replay-listeners").daemon().factory());

    private final ScheduledFuture<?> looking;

    ReplayListeners(Replays replays, ExportPlaces places) {
        this.replays = replays;
        this.places = places;
        this.looking = timer.scheduleWithFixedDelay(this::look, LOOK, LOOK, TimeUnit.MILLISECONDS);
    }

    private static final class Listener {
        private final String replay;
        private final SseEmitter emitter = new SseEmitter(LONGEST.toMillis());
        private @Nullable ReplayView told;
        private long toldAt = System.nanoTime();

        Listener(String replay) {
            this.replay = replay;
        }

        /// Tells what is new; true if that was the last.
        boolean tell(ReplayView view) throws IOException {
            boolean last = view.rests();
            if (!view.equals(told) || last) {
                told = view;
                send(SseEmitter.event().name(last ? "end" : "progress").data(view, MediaType.APPLICATION_JSON));
            } else if (System.nanoTime() - toldAt >= BEAT) {
                send(SseEmitter.event().comment("still here"));
            }
            return last;
        }

        private void send(SseEmitter.SseEventBuilder event) throws IOException {
            emitter.send(event);
            toldAt = System.nanoTime();
        }
    }

    /// One more listener; 503 where there are too many.
    ///
    /// @param tenant whose listener it is; null: an operator's
    SseEmitter listen(Replay replay, @Nullable TenantId tenant) {
        ExportPlaces.Place place = tenant == null
                ? places.take(ExportPlaces.Of.WATCHING_AS_OPERATOR, Caller.SYSTEM_TENANT)
                : places.take(ExportPlaces.Of.WATCHING, tenant);
        Listener listener = new Listener(replay.id());
        Runnable gone = () -> {
            listeners.remove(listener);
            place.close();
        };
        listener.emitter.onCompletion(gone);
        listener.emitter.onTimeout(listener.emitter::complete);
        listener.emitter.onError(_ -> gone.run());
        listeners.add(listener);
        return listener.emitter;
    }

    private void look() {
        try {
            Map<String, ReplayView> views = new HashMap<>();
            for (Listener listener : listeners) {
                tell(listener, views.computeIfAbsent(listener.replay, id -> replays.view(replays.find(null, id))));
            }
        } catch (RuntimeException e) {
            LOG.debug("Replays cannot be looked at now; the next look is soon", e);
        }
    }

    private void tell(Listener listener, ReplayView view) {
        try {
            if (listener.tell(view)) {
                listener.emitter.complete();
            }
        } catch (IOException | IllegalStateException e) {
            listener.emitter.completeWithError(e);
        }
    }

    @Override
    public void close() {
        looking.cancel(true);
        timer.shutdownNow();
        listeners.forEach(listener -> listener.emitter.complete());
    }
}
