package io.mandate.query.projection;

import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;

/// Every projection of the query side that needs nothing but itself, found on the class path: a new one is
/// tested without being named here.
public final class ShippedProjections {
    private ShippedProjections() {}

    public static List<Projection> all() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(Projection.class));
        List<Projection> projections = new ArrayList<>();
        for (BeanDefinition found : scanner.findCandidateComponents("io.mandate.query")) {
            projections.add(made(String.valueOf(found.getBeanClassName())));
        }
        return List.copyOf(projections);
    }

    private static Projection made(String name) {
        try {
            var constructor = Class.forName(name).getDeclaredConstructor();
            constructor.setAccessible(true);
            return (Projection) constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(name + " needs something to be made", e);
        }
    }
}
