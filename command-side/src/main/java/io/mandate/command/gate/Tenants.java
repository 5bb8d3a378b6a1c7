package io.mandate.command.gate;

import io.mandate.access.AccessView;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.TenantId;
import io.mandate.live.LiveIndex;
import io.mandate.store.append.Aside;
import io.mandate.store.append.CommitBuffer;
import io.mandate.store.append.Head;
import io.mandate.store.append.TenantLock;
import io.mandate.store.append.TenantRegistry;
import io.mandate.store.follow.EventReader;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Takes the lock of a tenant and brings this node's index to the head that was read under it. From then
/// on, until the transaction ends, nobody else anywhere changes that tenant: what is decided now is decided
/// on the truth.
@Component
class Tenants {
    private final TenantLock lock;
    private final TenantRegistry registry;
    private final LiveIndex live;
    private final CommitBuffer buffer;
    private final EventReader reader;

    Tenants(TenantLock lock, TenantRegistry registry, LiveIndex live, CommitBuffer buffer, EventReader reader) {
        this.lock = lock;
        this.registry = registry;
        this.live = live;
        this.buffer = buffer;
        this.reader = reader;
    }

    /// Begins a change of an existing tenant, or of one that begins with it and is therefore made now.
    ///
    /// @param needed the streams it goes to
    /// @param asides what is asked together with the lock
    Change open(ChangeRequest request, TenantId tenant, boolean registers, Set<String> needed, List<Aside> asides) {
        Optional<Head> known = lock.tryFind(tenant, needed, asides);
        if (known.isEmpty() && registers) {
            if (!registry.create(tenant)) {
                throw new RejectedException(alreadyThere(tenant));
            }
            return change(request, tenant, true);
        }
        Head head = known.orElseThrow(
                () -> new RejectedException(Rejection.of(RejectionCode.TENANT_NOT_FOUND, "tenant", tenant)));
        live.bringToHead(tenant, head.seq());
        return change(request, tenant, false);
    }

    /// The tenant where a caller lives as it is now, for what he may do elsewhere. It is not locked: a transaction
    /// holds one tenant. An operator who is suspended while his change of another tenant is on its way is
    /// as one who came first.
    AccessView home(TenantId tenant) {
        reader.head(tenant).ifPresent(head -> live.bringToHead(tenant, head.seq()));
        return live.index().now(tenant);
    }

    /// Refuses whoever lives in a restored tenant while there is somebody in it who was erased since.
    void requireNotWithheld(TenantId tenant) {
        live.requireNotWithheld(tenant);
    }

    static Rejection alreadyThere(TenantId tenant) {
        return Rejection.of(RejectionCode.TENANT_ALREADY_EXISTS, "tenant", tenant);
    }

    private Change change(ChangeRequest request, TenantId tenant, boolean registers) {
        return new Change(request, live.index(), buffer, live.index().now(tenant), registers);
    }
}
