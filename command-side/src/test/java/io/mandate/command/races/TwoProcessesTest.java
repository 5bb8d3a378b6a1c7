package io.mandate.command.races;

import static io.mandate.command.testing.Acme.ACME;
import static io.mandate.command.testing.Acme.ADMINISTRATORS;
import static io.mandate.command.testing.Acme.GIL;
import static io.mandate.command.testing.Acme.INVOICES;
import static io.mandate.command.testing.Acme.MANDATE;
import static io.mandate.command.testing.Acme.MARIA;
import static io.mandate.command.testing.Acme.STAFF;
import static io.mandate.command.testing.Acme.gil;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.command.testing.Acme;
import io.mandate.command.testing.CommandNode;
import io.mandate.command.testing.Recorded;
import io.mandate.command.user.AssignUser;
import io.mandate.command.user.UnassignUser;
import io.mandate.events.licence.LicenceEvent.TierQuotaChanged;
import io.mandate.events.licence.QuotaMode;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.TierName;
import io.mandate.events.values.UserId;
import io.mandate.store.append.StreamId.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The same races between two processes that share nothing but the database.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoProcessesTest {
    private static final int ROUNDS = 50;

    private final Together together = new Together();
    private CommandNode here;
    private Path complaints;
    private Process process;
    private PrintWriter wishes;
    private BufferedReader answers;

    @BeforeAll
    void begin(@TempDir Path folder) throws IOException, InterruptedException {
        here = CommandNode.onNewDatabase(folder);
        here.send(MANDATE, Acme.begin(ACME));
        here.send(gil(), Acme.user(ACME, new UserId("sam"), STAFF, null));
        complaints = folder.resolve("other-process.txt");
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Daxoniq.update-checker.disabled=true",
                        OtherProcess.class.getName(),
                        here.jdbcUrl(),
                        folder.toString())
                .redirectError(complaints.toFile())
                .start();
        wishes = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        assertThat(answer()).isEqualTo("ready");
    }

    @AfterAll
    void end() throws InterruptedException {
        wishes.close();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        together.close();
        here.close();
    }

    @Test
    void a_name_is_given_once() {
        for (int round = 0; round < ROUNDS; round++) {
            assertThat(race(
                            "gil create here-" + round + " same-" + round,
                            "maria create there-" + round + " SAME-" + round))
                    .as("round %s", round)
                    .containsExactlyInAnyOrder("ok", "PROFILE_NAME_TAKEN");
        }
    }

    @Test
    void a_profile_is_never_deleted_while_somebody_gets_it() {
        for (int round = 0; round < ROUNDS; round++) {
            assertThat(OtherProcess.carryOut(here, "gil create doomed-" + round + " doomed-" + round))
                    .isEqualTo("ok");

            assertThat(race("gil delete doomed-" + round, "maria assign sam doomed-" + round))
                    .as("round %s", round)
                    .isIn(List.of("ok", "PROFILE_NOT_FOUND"), List.of("PROFILE_IN_USE", "ok"));
        }
    }

    @Test
    void of_two_administrators_who_give_up_at_once_one_remains() {
        for (int round = 0; round < ROUNDS; round++) {
            List<String> both = race("gil unassign gil", "maria unassign maria");

            assertThat(both).as("round %s", round).containsExactlyInAnyOrder("ok", "LAST_ADMINISTRATOR");
            here.send(MANDATE, new AssignUser(ACME, both.getFirst().equals("ok") ? GIL : MARIA, ADMINISTRATORS));
        }
    }

    @Test
    void the_last_seat_of_a_hard_quota_is_taken_once() {
        TierName editor = new TierName("EDITOR");
        UserId ann = new UserId("ann");
        UserId bob = new UserId("bob");
        ProfileId editors = new ProfileId("editors");
        here.send(
                gil(),
                Acme.user(ACME, ann, STAFF, null),
                Acme.user(ACME, bob, STAFF, null),
                Acme.profile(ACME, editors, "Editors", INVOICES));
        // Two seats for the administrators, one that is free.
        quota(new TierQuotaChanged(editor, null, 3L, QuotaMode.HARD));
        for (int round = 0; round < ROUNDS; round++) {
            List<String> both = race("gil assign ann editors", "maria assign bob editors");

            assertThat(both).as("round %s", round).containsExactlyInAnyOrder("ok", "QUOTA_EXCEEDED");
            here.send(MANDATE, new UnassignUser(ACME, both.getFirst().equals("ok") ? ann : bob));
        }
        quota(new TierQuotaChanged(editor, 3L, null, QuotaMode.SOFT));
    }

    @Test
    void a_profile_never_changes_its_type_while_somebody_of_another_gets_it() {
        here.send(gil(), Acme.user(ACME, new UserId("tess"), STAFF, null));
        for (int round = 0; round < ROUNDS; round++) {
            assertThat(OtherProcess.carryOut(here, "gil create typed-" + round + " typed-" + round))
                    .isEqualTo("ok");

            assertThat(race("gil type typed-" + round + " CUSTOMER", "maria assign tess typed-" + round))
                    .as("round %s", round)
                    .isIn(List.of("ok", "ROLE_TYPE_MISMATCH"), List.of("ROLE_TYPE_IN_USE", "ok"));
        }
    }

    @Test
    void one_key_is_carried_out_once_whichever_process_is_sent_it() {
        for (int round = 0; round < ROUNDS; round++) {
            String wish = "gil keyed once-" + round;

            List<String> both = race(wish, wish);

            assertThat(both.getFirst()).as("round %s", round).isEqualTo(both.getLast());
        }
    }

    private void quota(TierQuotaChanged change) {
        here.send(MANDATE, Recorded.in(ACME, Kind.LICENCE, "licence", change));
    }

    /// What became of a wish here, and of another over there at the same moment.
    private List<String> race(String mine, String theirs) {
        return together.run(List.of(() -> OtherProcess.carryOut(here, mine), () -> {
            wishes.println(theirs);
            return answer();
        }));
    }

    private String answer() throws IOException, InterruptedException {
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith(OtherProcess.ANSWER)) {
                return line.substring(OtherProcess.ANSWER.length());
            }
        }
        String exit = process.waitFor(10, TimeUnit.SECONDS) ? String.valueOf(process.exitValue()) : "none yet";
        throw new IOException("the other process ended, exit code " + exit + ": " + Files.readString(complaints));
    }
}
