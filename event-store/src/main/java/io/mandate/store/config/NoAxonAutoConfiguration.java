package io.mandate.store.config;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;

/// Leaves out all of Axon's auto-configurations, in whatever application the store is. On Spring Boot 4
/// without Hibernate they are ordered before the data source exists, and then choose an event bus that
/// stores nothing.
final class NoAxonAutoConfiguration implements AutoConfigurationImportFilter {
    @Override
    public boolean[] match(@Nullable String[] candidates, AutoConfigurationMetadata metadata) {
        boolean[] wanted = new boolean[candidates.length];
        for (int i = 0; i < candidates.length; i++) {
            String candidate = candidates[i];
            wanted[i] = candidate != null && !candidate.startsWith("org.axonframework.");
        }
        return wanted;
    }
}
