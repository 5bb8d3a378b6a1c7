package io.mandate.command.gate;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/// What of the gate can be set: how long a change waits for its turn, and how many may wait.
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class GateConfiguration {
    @Bean
    TenantQueue tenantQueue(
            @Value("${mandate.commands.patience:10s}") Duration patience,
            @Value("${mandate.commands.queue:1000}") int longest) {
        return new TenantQueue(patience, longest);
    }
}
