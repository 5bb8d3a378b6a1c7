package io.mandate.access.index;

import io.mandate.access.catalog.Catalog;
import io.mandate.access.tenant.TenantState;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A catalog and a tenant's state that held together, and what was derived from both.
final class Ground {
    private final Catalog catalog;
    private final TenantState state;
    private final ConcurrentHashMap<Class<?>, Object> remembered = new ConcurrentHashMap<>();

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
        Object earlier = remembered.putIfAbsent(kind, first.get());
        return earlier == null ? remembered(kind, first) : kind.cast(earlier);
    }

    <T> @Nullable T known(Class<T> kind) {
        return kind.cast(remembered.get(kind));
    }
}
