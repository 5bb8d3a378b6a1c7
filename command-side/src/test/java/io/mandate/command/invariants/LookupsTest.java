package io.mandate.command.invariants;

import static io.mandate.command.testing.Acme.ACME;
import static io.mandate.command.testing.Acme.CLERKS;
import static io.mandate.command.testing.Acme.MANDATE;
import static io.mandate.command.testing.Acme.STAFF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mandate.command.testing.Acme;
import io.mandate.command.testing.CommandNode;
import io.mandate.command.testing.Recorded;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.profile.ProfileEvent.ProfileDeleted;
import io.mandate.events.profile.ProfileEvent.ProfileRenamed;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.ProfileName;
import io.mandate.events.values.UserId;
import io.mandate.store.append.StreamId.Kind;
import io.mandate.testing.postgres.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataIntegrityViolationException;

/// Which broken constraint is a refusal, and which a failure of the program.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LookupsTest {
    private CommandNode node;

    @BeforeAll
    void begin(@TempDir Path folder) {
        node = CommandNode.onNewDatabase(folder);
        node.send(MANDATE, Acme.begin(ACME));
    }

    @AfterAll
    void end() {
        node.close();
    }

    @Test
    void a_second_username_of_the_same_person_is_no_taken_username() {
        stray("username (tenant, hash, principal) values ('acme', '\\x01', 'ann')");
        assertThatThrownBy(() -> node.send(MANDATE, Acme.user(ACME, new UserId("ann"), STAFF, null)))
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void a_second_name_of_the_same_profile_is_no_taken_name() {
        stray("profile_name (tenant, name, profile) values ('acme', 'stray', 'named')");
        assertThatThrownBy(() -> node.send(MANDATE, Acme.profile(ACME, new ProfileId("named"), "Named")))
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void somebody_who_gets_a_profile_while_it_goes_keeps_it() throws SQLException {
        ProfileId leaving = new ProfileId("leaving");
        node.send(MANDATE, Acme.profile(ACME, leaving, "Leaving"));
        assertThat(meanwhile(
                        "insert into mandate.assignment (tenant, principal, profile) values ('acme', 'x', 'leaving')",
                        Recorded.in(
                                ACME,
                                Kind.PROFILE,
                                leaving,
                                new ProfileDeleted(leaving, new ProfileName("Leaving"), null, 1))))
                .contains(RejectionCode.PROFILE_IN_USE);
    }

    @Test
    void a_name_that_is_taken_while_it_is_given_is_taken() throws SQLException {
        ProfileName staff = new ProfileName("Meanwhile");
        assertThat(meanwhile(
                        "insert into mandate.profile_name (tenant, name, profile) values ('acme', '"
                                + staff.normalized() + "', 'other')",
                        Recorded.in(
                                ACME,
                                Kind.PROFILE,
                                CLERKS,
                                new ProfileRenamed(CLERKS, new ProfileName("Clerks"), staff, staff.normalized()))))
                .contains(RejectionCode.PROFILE_NAME_TAKEN);
    }

    /// What becomes of a change that meets one past the tenant's lock, which commits when the
    /// change waits for it.
    private Optional<RejectionCode> meanwhile(String statement, Recorded change) throws SQLException {
        try (Connection other =
                DriverManager.getConnection(node.jdbcUrl(), TestDatabase.RUNTIME, TestDatabase.PASSWORD)) {
            other.setAutoCommit(false);
            other.createStatement().execute(statement);
            var refusal = CompletableFuture.supplyAsync(() -> node.refusal(MANDATE, change));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> node.sql()
                                    .sql("select count(*) from pg_stat_activity"
                                            + " where datname = current_database() and wait_event_type = 'Lock'")
                                    .query(Long.class)
                                    .single()
                            > 0);
            other.commit();
            return refusal.join().map(rejection -> rejection.code());
        }
    }

    private void stray(String row) {
        node.sql().sql("insert into mandate." + row).update();
    }
}
