package io.mandate.query.export;

import io.mandate.events.values.TenantId;
import io.mandate.http.request.UnavailableException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/// Bounds how many answers that are long, or much work, run on this node at once: each works for
/// as long as its caller takes to read it, or for seconds. No tenant gets all places, so that it does
/// not keep out the others.
@Component
public class ExportPlaces {
    private final Map<Of, List<TenantId>> taken = new EnumMap<>(Of.class);

    /// What is exported.
    public enum Of {
        /// The whole log, read from the store.
        LOG(2, 1),
        /// All that held at a moment, told from memory.
        STATE(4, 2),
        /// An answer with thousands of proofs.
        EVIDENCE(4, 2),
        /// How many users could do something, decided one by one.
        COUNT(2, 1),
        /// A replay, as a stream of its progress.
        WATCHING(24, 4),
        /// The same for operators, who have places of their own.
        WATCHING_AS_OPERATOR(8, 8);

        private final int most;
        private final int mostOfTenant;

        Of(int most, int mostOfTenant) {
            this.most = most;
            this.mostOfTenant = mostOfTenant;
        }
    }

    /// The place of one that runs, until it is closed.
    public interface Place extends AutoCloseable {
        @Override
        void close();
    }

    /// Takes a place; refused with [UnavailableException] where there is none.
    public synchronized Place take(Of what, TenantId tenant) {
        List<TenantId> running = taken.computeIfAbsent(what, _ -> new ArrayList<>());
        if (Collections.frequency(running, tenant) >= what.mostOfTenant) {
            throw full("Your tenant has as many answers of this kind under way here as it may (" + what.mostOfTenant
                    + ")");
        }
        if (running.size() >= what.most) {
            throw full("As many answers of this kind are under way here as may be at once (" + what.most + ")");
        }
        running.add(tenant);
        AtomicBoolean open = new AtomicBoolean(true);
        return () -> {
            if (open.getAndSet(false)) {
                leave(what, tenant);
            }
        };
    }

    /// Takes a place until the request at hand is answered to its last byte: for an answer that is in memory until its
    /// caller has read it. Refused as [#take].
    public void hold(Of what, TenantId tenant) {
        RequestAttributes request = RequestContextHolder.currentRequestAttributes();
        Place place = take(what, tenant);
        request.registerDestructionCallback(what.name(), place::close, RequestAttributes.SCOPE_REQUEST);
    }

    private synchronized void leave(Of what, TenantId tenant) {
        taken.getOrDefault(what, List.of()).remove(tenant);
    }

    private static UnavailableException full(String why) {
        return new UnavailableException(why + "; ask again when one of them has ended.", Map.of());
    }
}
