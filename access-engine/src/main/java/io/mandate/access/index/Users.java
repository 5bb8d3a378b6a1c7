package io.mandate.access.index;

import io.mandate.access.snapshot.ValueReader;
import io.mandate.access.snapshot.ValueWriter;
import io.mandate.access.user.Cohort;
import io.mandate.access.user.RareFacts;
import io.mandate.access.user.Subject;
import io.mandate.access.user.SubjectFact;
import io.mandate.access.user.SubjectFacts;
import io.mandate.events.values.UserId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// All users of a tenant with all their versions. One thread stores, any number read; a reader asks for a position
/// that was published, and what is stored later lies behind it.
final class Users {
    private static final int STATUS = 0;
    private static final int ROLE = 1;
    private static final int PROFILE = 2;
    private static final int PERIMETER = 3;

    private final UserTable table = new UserTable();
    private final UserRecords records = table.records();
    private final UserOrder order = new UserOrder(table);
    private final UserRows rows = new UserRows();
    private final Shared<Cohort> cohorts = new Shared<>();
    private final Shared<Extra> extras = new Shared<>();
    private final RareFactsOfUsers rare = new RareFactsOfUsers();

    /// The version of a user at a position; -1 if there was none.
    int rowAt(UserId user, long seq) {
        int place = table.find(user);
        return place < 0 ? -1 : rowAt(place, seq);
    }

    private int rowAt(int place, long seq) {
        return rows.atOrBefore(records.row(place), seq);
    }

    /// The version of the user with that number at a position; -1 if there was none.
    int rowOf(int number, long seq) {
        return rowAt(table.place(number), seq);
    }

    /// The number of a user; -1 if there never was one.
    int find(UserId user) {
        int place = table.find(user);
        return place < 0 ? -1 : table.number(place);
    }

    /// The positions after one and up to another at which a version of a user began, the latest first.
    LongStream changes(int number, long after, long until) {
        LongStream.Builder found = LongStream.builder();
        int row = rowOf(number, until);
        while (row >= 0 && rows.seq(row) > after) {
            found.add(rows.seq(row));
            row = rows.previous(row);
        }
        return found.build();
    }

    /// How many users there are, numbered from 0 in the order in which they came; those behind the reader's
    /// position have no row yet.
    int size() {
        return table.size();
    }

    /// The numbers of those there are in the order of their ids, after one if it is given.
    IntStream inOrder(@Nullable UserId after) {
        int[] all = order.all();
        int from = after == null ? 0 : order.firstAfter(all, after.value());
        return Arrays.stream(all, from, all.length);
    }

    UserId id(int number) {
        return new UserId(records.id(table.place(number)));
    }

    /// The version before one; -1 for the first.
    int previous(int row) {
        return rows.previous(row);
    }

    long seq(int row) {
        return rows.seq(row);
    }

    Cohort cohort(int row) {
        return cohorts.value(rows.cohort(row));
    }

    int cohortNumberAt(int row) {
        return rows.cohort(row);
    }

    Cohort cohortOf(int number) {
        return cohorts.value(number);
    }

    /// For the writer.
    int cohortNumber(Cohort cohort) {
        return cohorts.number(cohort);
    }

    Extra extra(int row) {
        return extras.value(rows.extra(row));
    }

    /// How far the tables are filled.
    record Filled(int users, int rows, int cohorts, int extras) {}

    /// For the writer.
    Filled filled() {
        return new Filled(table.size(), rows.size(), cohorts.size(), extras.size());
    }

    void write(ValueWriter out, Filled filled, long until) throws IOException {
        out.number(filled.cohorts());
        for (int i = 0; i < filled.cohorts(); i++) {
            out.write(Cohort.class, cohorts.value(i));
        }
        out.number(filled.extras());
        for (int i = 0; i < filled.extras(); i++) {
            out.write(Extra.class, extras.value(i));
        }
        rows.write(out.raw(), filled.rows());
        out.number(filled.users());
        for (int number = 0; number < filled.users(); number++) {
            int place = table.place(number);
            byte[] id = records.id(place).getBytes(StandardCharsets.US_ASCII);
            out.raw().writeByte(id.length);
            out.raw().write(id);
            out.raw().writeInt(rowAt(place, until));
        }
        rare.write(out, until);
    }

    /// @return how many cohorts there are
    int read(ValueReader in) throws IOException {
        int kinds = in.count();
        for (int i = 0; i < kinds; i++) {
            cohorts.number(in.require(Cohort.class));
        }
        for (int left = in.count(); left > 0; left--) {
            extras.number(in.require(Extra.class));
        }
        rows.read(in.raw());
        for (int left = in.count(); left > 0; left--) {
            byte[] id = in.raw().readNBytes(in.raw().readUnsignedByte());
            table.add(new String(id, StandardCharsets.US_ASCII), in.raw().readInt());
        }
        rare.read(in);
        return kinds;
    }

    /// The same from a position on: of each user the version that held there, and all later ones. Versions of later
    /// than `until` are left out. Users keep their order, and get other numbers of cohorts.
    Users from(long first, long until) {
        Users kept = new Users();
        for (int number = 0; number < size(); number++) {
            int latest = rowOf(number, until);
            if (latest >= 0) {
                kept.takeOver(this, id(number), latest, first);
            }
        }
        return kept;
    }

    /// @param latest the last version of a user that is not known here
    private void takeOver(Users from, UserId id, int latest, long first) {
        Deque<Integer> later = new ArrayDeque<>();
        int row = latest;
        while (row >= 0 && from.rows.seq(row) > first) {
            later.push(row);
            row = from.rows.previous(row);
        }
        int last = row < 0 ? -1 : addWhole(from.subject(id, row));
        for (int each : later) {
            last = rows.add(
                    from.rows.seq(each),
                    cohorts.number(from.cohort(each)),
                    extras.number(from.extra(each)),
                    last,
                    from.rows.distances(each));
        }
        rare.takeOver(from.rare, id, first);
        table.add(id.value(), last);
    }

    /// Adds a first version with all of its facts, which others may have come before.
    private int addWhole(Subject subject) {
        int cohort = cohorts.number(subject.cohort());
        int extra = extras.number(Extra.of(subject));
        SubjectFacts facts = subject.facts();
        int row = facts.perimeter() == facts.created() ? -1 : rows.add(facts.created(), cohort, extra, -1, 0x01010101);
        return addWithFacts(subject.seq(), cohort, extra, row, facts);
    }

    /// The whole subject, with its facts.
    Subject subject(UserId user, int row) {
        return subject(user, row, facts(user, row));
    }

    /// The subject without its facts (all 0), for folding: what a commit sets shows as not 0.
    Subject bareSubject(UserId user, int row) {
        return subject(user, row, SubjectFacts.UNSET);
    }

    private Subject subject(UserId user, int row, SubjectFacts facts) {
        Extra extra = extra(row);
        return new Subject(
                user,
                cohort(row),
                extra.attributes(),
                extra.perimeter(),
                extra.creator(),
                extra.assignee(),
                extra.identityProvider(),
                facts,
                rows.seq(row));
    }

    long fact(int row, SubjectFact fact) {
        return rows.fact(
                row,
                switch (fact) {
                    case STATUS -> STATUS;
                    case ROLE -> ROLE;
                    case PROFILE -> PROFILE;
                });
    }

    private SubjectFacts facts(UserId user, int row) {
        int first = row;
        for (int before = rows.previous(row); before >= 0; before = rows.previous(before)) {
            first = before;
        }
        return new SubjectFacts(
                rows.fact(first, PERIMETER), // a first version never holds a later perimeter: see store()
                rows.fact(row, STATUS),
                rows.fact(row, ROLE),
                rows.fact(row, PROFILE),
                rows.fact(row, PERIMETER),
                rare.at(user, rows.seq(row)));
    }

    /// Adds the version a commit leaves behind. Facts of 0 come from earlier versions.
    ///
    /// A new user gets its record last: a reader that finds it must find its row.
    void store(Subject subject) {
        int known = table.find(subject.id());
        int cohort = cohorts.number(subject.cohort());
        int extra = extras.number(Extra.of(subject));
        SubjectFacts facts = subject.facts();
        rare.store(subject.id(), subject.seq(), facts.rare());
        if (known < 0) {
            table.add(subject.id().value(), addWhole(subject));
        } else {
            records.row(known, addWithFacts(subject.seq(), cohort, extra, records.row(known), facts));
        }
    }

    /// One version, or several where the facts of one commit lie too far apart for one row.
    private int addWithFacts(long seq, int cohort, int extra, int previous, SubjectFacts facts) {
        long[] all = {facts.status(), facts.role(), facts.profile(), facts.perimeter()};
        long early = 0;
        int distances = 0;
        for (int i = 0; i < UserRows.FACTS; i++) {
            if (all[i] > 0 && seq - all[i] > UserRows.FARTHEST - 1) {
                early = Math.max(early, all[i]);
            } else if (all[i] > 0) {
                distances |= (int) (seq - all[i] + 1) << (i * 8);
            }
        }
        int before = early == 0 ? previous : addWithFacts(early, cohort, extra, previous, upTo(early, facts));
        return rows.add(seq, cohort, extra, before, distances);
    }

    private static SubjectFacts upTo(long seq, SubjectFacts facts) {
        return new SubjectFacts(
                facts.created(),
                facts.status() <= seq ? facts.status() : 0,
                facts.role() <= seq ? facts.role() : 0,
                facts.profile() <= seq ? facts.profile() : 0,
                facts.perimeter() <= seq ? facts.perimeter() : 0,
                RareFacts.NONE);
    }

    @Nullable
    Subject at(UserId user, long seq) {
        int row = rowAt(user, seq);
        return row < 0 ? null : subject(user, row);
    }
}
