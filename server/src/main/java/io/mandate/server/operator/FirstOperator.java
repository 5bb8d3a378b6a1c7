package io.mandate.server.operator;

import io.mandate.store.role.ConditionalOnRole;
import java.io.PrintStream;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Shows the first operator's token on the terminal, and nowhere else: it is not logged and not kept.
@Component
@ConditionalOnRole("command")
class FirstOperator {
    private final OperatorBootstrap bootstrap;
    private final PrintStream terminal = System.out;

    FirstOperator(OperatorBootstrap bootstrap) {
        this.bootstrap = bootstrap;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(10)
    void show() {
        bootstrap
                .ensure()
                .ifPresent(secret -> terminal.printf(
                        "%nThe token of the first operator, shown this once; keep it in a safe place:%n  %s%n%n",
                        secret));
    }
}
