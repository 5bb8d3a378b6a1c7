package io.mandate.command.invariants;

import io.mandate.access.AccessView;
import io.mandate.access.index.AccessIndex;
import io.mandate.events.DomainEvent;
import io.mandate.events.RecordedEvent;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.values.TenantId;
import io.mandate.store.envelope.UsernameHash;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// Keeps the look-up tables in step with the events, in the transaction that appends them and in
/// the order of the events. The statement that finds nothing to touch, or breaks the one constraint
/// that guards the same, says which rule was broken: never the text of the database's message,
/// which depends on its language. Whatever else is broken is a failure of ours, and no refusal.
@Component
public class Lookups {
    private final JdbcTemplate jdbc;
    private final UserLookupRows users;

    Lookups(JdbcTemplate jdbc, UserLookupRows users) {
        this.jdbc = jdbc;
        this.users = users;
    }

    /// Look-up tables of a store that no server works on.
    ///
    /// @param hash of the tenant that is worked on
    public static Lookups of(DataSource database, UsernameHash hash) {
        return new Lookups(new JdbcTemplate(database), new UserLookupRows(hash));
    }

    /// Writes again what events that happened once meant, in their order, in the current
    /// transaction. Events that break a rule are refused with [RejectedException], and then the
    /// transaction must end.
    public void writeAgain(TenantId tenant, List<DomainEvent> events) {
        write(new LookupRows(new AccessIndex().now(tenant), users, true).of(events));
    }

    /// Writes what the events mean; refused with [RejectedException], and then the transaction must end.
    ///
    /// @param head the state before the events, for the facts of a refusal
    public void write(AccessView head, List<RecordedEvent> events) {
        write(new LookupRows(head, users, false)
                .of(events.stream().map(RecordedEvent::event).toList()));
    }

    private void write(List<LookupRow> rows) {
        List<LookupRow> together = new ArrayList<>();
        for (LookupRow row : rows) {
            if (!together.isEmpty() && !together.getFirst().statement().equals(row.statement())) {
                send(together);
                together.clear();
            }
            together.add(row);
        }
        send(together);
    }

    private void send(List<LookupRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        List<Object[]> values = rows.stream().map(row -> row.values().toArray()).toList();
        int[] touched;
        try {
            touched = jdbc.batchUpdate(rows.getFirst().statement(), values);
        } catch (DataIntegrityViolationException e) {
            throw refused(rows.getFirst(), e);
        }
        for (int i = 0; i < touched.length; i++) {
            Supplier<Rejection> refusal = rows.get(i).refusal();
            if (touched[i] == 0 && refusal != null) {
                throw new RejectedException(refusal.get());
            }
        }
    }

    private static RuntimeException refused(LookupRow row, DataIntegrityViolationException e) {
        Supplier<Rejection> refusal = row.refusal();
        return refusal != null && row.wall() != null && row.wall().equals(broken(e))
                ? new RejectedException(refusal.get())
                : e;
    }

    /// The name of the constraint.
    private static @Nullable String broken(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PSQLException refused && refused.getServerErrorMessage() != null) {
                return refused.getServerErrorMessage().getConstraint();
            }
        }
        return null;
    }
}
