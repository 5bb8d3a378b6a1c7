package io.mandate.command.testing;

import static io.mandate.command.testing.Acme.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.command.gate.TenantCommand;
import io.mandate.events.DomainEvent;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.store.append.StreamId.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;

/// Tests that each have an Acme of their own, on one node that all of them share; it ends with the JVM.
public abstract class InNewAcme {
    protected static final UserId SAM = new UserId("sam");
    protected static final UserId EVE = new UserId("eve");
    protected static final CommandNode node = CommandNode.onNewDatabase(folder());

    private static final AtomicInteger TENANTS = new AtomicInteger();

    protected TenantId tenant = ACME;

    @BeforeEach
    void a_new_tenant() {
        tenant = new TenantId(ACME + "-" + TENANTS.incrementAndGet());
        given(Acme.begin(tenant));
    }

    /// Done by Mandate itself, which nothing is refused to.
    protected static void given(TenantCommand... commands) {
        node.send(Acme.MANDATE, commands);
    }

    protected void accept(UserId who, TenantCommand command) {
        assertThat(refusal(who, command)).isEmpty();
    }

    protected Optional<RejectionCode> refusal(UserId who, TenantCommand... commands) {
        return node.refusal(Acme.caller(tenant, who), commands).map(Rejection::code);
    }

    protected Recorded user(UserId user, DomainEvent event) {
        return Recorded.in(tenant, Kind.USER, user, event);
    }

    protected Recorded catalog(DomainEvent... events) {
        return Recorded.in(tenant, Kind.CATALOG, "catalog", events);
    }

    protected Recorded ofTenant(DomainEvent event) {
        return Recorded.in(tenant, Kind.TENANT, "tenant", event);
    }

    private static Path folder() {
        try {
            // Beside what the build makes, and thrown away with it.
            return Files.createTempDirectory(Files.createDirectories(Path.of("target", "data")), "node");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
