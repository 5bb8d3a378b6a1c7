package io.mandate.access.index;

import io.mandate.access.catalog.Catalog;
import io.mandate.access.tenant.TenantState;
import java.lang.ref.SoftReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A catalog and a tenant's state that held together, and what was derived from both. What was derived is kept for as
/// long as they hold at the head; afterwards only as long as there is memory to spare, and then derived again.
final class Ground {
    private final Catalog catalog;
    private final TenantState state;
    private volatile @Nullable ConcurrentHashMap<Class<?>, Object> kept;
    private volatile SoftReference<ConcurrentHashMap<Class<?>, Object>> spare;

    Ground(Catalog catalog, TenantState state) {
        this(catalog, state, new ConcurrentHashMap<>());
    }

    private Ground(Catalog catalog, TenantState state, ConcurrentHashMap<Class<?>, Object> derived) {
        this.catalog = catalog;
        this.state = state;
        this.kept = derived;
        this.spare = new SoftReference<>(derived);
    }

    static Ground empty() {
        return new Ground(Catalog.EMPTY, TenantState.EMPTY);
    }

    /// What holds next. Where only quotas or what people call the tenant changed, what was derived stays: no decision
    /// and no tier depends on them.
    @SuppressWarnings("ReferenceEquality") // a catalog that changed is another object
    Ground then(Catalog nextCatalog, TenantState nextState) {
        boolean decidesAlike = nextCatalog == catalog
                && nextState.policies().equals(state.policies())
                && nextState.availability().equals(state.availability())
                && nextState.offboarded() == state.offboarded()
                && nextState.rules().equals(state.rules());
        return decidesAlike ? new Ground(nextCatalog, nextState, derived()) : new Ground(nextCatalog, nextState);
    }

    Catalog catalog() {
        return catalog;
    }

    TenantState state() {
        return state;
    }

    <T> T remembered(Class<T> kind, Supplier<T> first) {
        T known = known(kind);
        if (known != null) {
            return known;
        }
        T made = first.get();
        Object earlier = derived().putIfAbsent(kind, made);
        return earlier == null ? made : kind.cast(earlier);
    }

    <T> @Nullable T known(Class<T> kind) {
        return kind.cast(derived().get(kind));
    }

    /// The same with nothing derived from it: numbers that were derived are of one table of users.
    Ground fresh() {
        return new Ground(catalog, state);
    }

    /// Another ground holds at the head from now on.
    void superseded() {
        kept = null;
    }

    private ConcurrentHashMap<Class<?>, Object> derived() {
        ConcurrentHashMap<Class<?>, Object> now = kept;
        if (now == null) {
            now = spare.get();
        }
        if (now == null) {
            now = new ConcurrentHashMap<>();
            spare = new SoftReference<>(now);
        }
        return now;
    }
}
