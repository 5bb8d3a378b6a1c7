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
    private volatile @Nullable ConcurrentHashMap<Class<?>, Object> kept = new ConcurrentHashMap<>();
    private volatile SoftReference<ConcurrentHashMap<Class<?>, Object>> spare = new SoftReference<>(kept);

    Ground(Catalog catalog, TenantState state) {
        this.catalog = catalog;
        this.state = state;
    }

    static Ground empty() {
        return new Ground(Catalog.EMPTY, TenantState.EMPTY);
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
