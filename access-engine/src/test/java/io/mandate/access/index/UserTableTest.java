package io.mandate.access.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.events.values.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class UserTableTest {
    @Test
    void ids_of_every_length_are_found_with_their_latest_rows() {
        UserTable table = new UserTable();
        List<UserId> ids = new ArrayList<>();
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            String end = Integer.toString(i, 36);
            ids.add(new UserId("x".repeat(random.nextInt(129 - end.length())) + end));
            table.add(ids.getLast().value(), i * 2);
        }
        UserRecords records = table.records();
        records.row(table.find(ids.getLast()), Integer.MAX_VALUE);

        for (int i = 0; i < ids.size(); i++) {
            int place = table.find(ids.get(i));
            assertThat(table.number(place)).as("the number").isEqualTo(i);
            assertThat(table.place(i)).isEqualTo(place);
            assertThat(records.id(place)).isEqualTo(ids.get(i).value());
            assertThat(records.row(place)).isEqualTo(i == 19_999 ? Integer.MAX_VALUE : i * 2);
            assertThat(table.find(new UserId(ids.get(i).value().substring(1) + "_")))
                    .isEqualTo(-1);
        }
    }

    @Test
    void the_newest_number_is_found_while_others_are_added() throws Exception {
        for (int round = 0; round < 20; round++) {
            UserTable table = new UserTable();
            table.add("first", 0);
            AtomicBoolean done = new AtomicBoolean();
            // More readers than processors, so that some of them are held up in the middle.
            List<FutureTask<Integer>> readers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                readers.add(new FutureTask<>(() -> wrongNumbers(table, done)));
                Thread.ofPlatform().start(readers.getLast());
            }
            for (int i = 0; i < 20_000; i++) {
                table.add("u" + i, i);
            }
            done.set(true);
            for (FutureTask<Integer> reader : readers) {
                assertThat(reader.get()).isZero();
            }
        }
    }

    private static int wrongNumbers(UserTable table, AtomicBoolean done) {
        int wrong = 0;
        while (!done.get()) {
            int newest = table.size() - 1;
            wrong += table.number(table.place(newest)) == newest ? 0 : 1;
        }
        return wrong;
    }

    @Test
    void an_id_that_is_the_beginning_of_another_is_another() {
        UserTable table = new UserTable();
        table.add("annabel", 0);

        for (String other : List.of("a", "an", "ann", "anna", "annab", "annabe", "annabell", "annabeL")) {
            assertThat(table.find(new UserId(other))).as(other).isEqualTo(-1);
        }
        assertThat(table.find(new UserId("annabel"))).isZero();
    }
}
