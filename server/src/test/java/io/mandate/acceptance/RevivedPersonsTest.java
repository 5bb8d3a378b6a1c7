package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A start deletes who lives on in a restored log.
class RevivedPersonsTest {
    @Test
    void one_who_cannot_be_deleted_holds_up_neither_the_start_nor_the_others() {
        MandateServer first = MandateServer.start();
        Tenant broken = Tenant.of("commerce", first);
        Tenant whole = Tenant.of("commerce", first);
        person(broken);
        person(whole);
        first.close();
        JdbcClient owner = JdbcClient.create(first.database().owner());
        owner.sql("create trigger broken before insert on mandate.domain_event for each row when (new.tenant = '"
                        + broken.id() + "') execute function mandate.refuse_change()")
                .update();
        reapplied(owner, broken);
        reapplied(owner, whole);

        try (MandateServer again = first.again(first.database())) {
            assertThat(left(owner)).isEqualTo(broken.id());
            assertThat(owner.sql("""
                            select count(*) from mandate.domain_event
                            where tenant = ? and payload_type like '%UserDeleted%'""").param(whole.id()).query(Long.class).single())
                    .isOne();
            assertThat(again.context().getBeansOfType(SmartLifecycle.class).values().stream()
                            .filter(bean -> bean.getClass().getSimpleName().equals("RevivedPersons"))
                            .findFirst()
                            .orElseThrow()
                            .getPhase())
                    .as("before the port opens")
                    .isLessThan(WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE);
        }
    }

    private static void person(Tenant tenant) {
        tenant.profile("clerks", "Clerks", "\"roleType\": \"CSR\"");
        tenant.admin().post("/v1/users", """
                        {"id": "u-1", "username": "eve@example.org", "firstName": "Eve", "lastName": "One",
                         "role": "CSR", "profile": "clerks", "active": true}""").expect(201);
    }

    private static void reapplied(JdbcClient owner, Tenant tenant) {
        owner.sql("insert into mandate.reapplied_erasure (tenant, key_id) values (?, 'user:u-1')")
                .param(tenant.id())
                .update();
    }

    private static String left(JdbcClient owner) {
        return owner.sql("select string_agg(tenant, ' ') from mandate.reapplied_erasure")
                .query(String.class)
                .single();
    }
}
