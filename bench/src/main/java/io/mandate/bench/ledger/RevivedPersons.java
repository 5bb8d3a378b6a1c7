package io.mandate.bench.ledger;

import io.mandate.command.catalog.document.CatalogReader;
import io.mandate.command.gate.CommandGate;
import io.mandate.command.tenant.Registration;
import io.mandate.command.tenant.Registration.FirstAdministrator;
import io.mandate.command.tenant.TenantRegistration;
import io.mandate.command.user.CreateUser;
import io.mandate.events.values.Label;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.server.MandateApplication;
import io.mandate.server.embedded.DatabaseAccess;
import io.mandate.server.embedded.EmbeddedPostgreSql;
import io.mandate.server.operator.OperatorBootstrap;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A store with many persons in its log, of whom a restore found that they were erased: its next start deletes them
/// there before its port opens.
final class RevivedPersons {
    private static final TenantId TENANT = new TenantId("acme");
    private static final int BATCH = 500;

    private final Path data;
    private final int count;

    RevivedPersons(Path data, int count) {
        this.data = data;
        this.count = count;
        try (ConfigurableApplicationContext server = start()) {
            server.getBean(TenantRegistration.class)
                    .register(
                            OperatorBootstrap.request("bench"),
                            new Registration(
                                    TENANT,
                                    ZoneOffset.UTC,
                                    Label.of("Acme"),
                                    CatalogReader.shipped("contact-center"),
                                    new FirstAdministrator(
                                            new UserId("gil"),
                                            PersonalText.of("gil"),
                                            null,
                                            null,
                                            null,
                                            null,
                                            Map.of())));
            CommandGate gate = server.getBean(CommandGate.class);
            for (int from = 0; from < count; from += BATCH) {
                List<CreateUser> batch = IntStream.range(from, Math.min(from + BATCH, count))
                        .mapToObj(RevivedPersons::person)
                        .toList();
                var _ = gate.executeEach(OperatorBootstrap.request("bench"), batch, _ -> {});
            }
        }
    }

    private static CreateUser person(int number) {
        return new CreateUser(
                TENANT,
                new UserId("u-" + number),
                PersonalText.of("u" + number),
                PersonalText.of("First"),
                PersonalText.of("Last"),
                null,
                new RoleKey("AGENT"),
                null,
                null,
                Map.of(),
                null);
    }

    /// As the ledger leaves it: nobody has a key any more, and everybody lives on.
    void revive() {
        try (EmbeddedPostgreSql postgres = EmbeddedPostgreSql.start(data.resolve("postgres"))) {
            DatabaseAccess access = postgres.access();
            JdbcClient database = JdbcClient.create(access.asOwner());
            database.sql("""
                            insert into mandate.reapplied_erasure (tenant, key_id)
                            select 'acme', 'user:u-' || i from generate_series(0, ? - 1) i""").param(count).update();
        }
    }

    /// Until the port is open.
    void startAndStop() {
        start().close();
    }

    private ConfigurableApplicationContext start() {
        return MandateApplication.start("--mandate.data=" + data, "--server.port=0");
    }
}
