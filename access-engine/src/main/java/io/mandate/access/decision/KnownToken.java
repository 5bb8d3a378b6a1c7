package io.mandate.access.decision;

import io.mandate.access.record.KnownRecord;
import io.mandate.access.record.Statement;
import io.mandate.access.token.Token;
import io.mandate.events.record.RecordData;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.UserId;
import java.util.Set;
import java.util.TreeSet;

/// Tokens as the records that decisions on `administration/tokens` are about: their principal owns them, and what is
/// known of that one (its creator, who looks after it, its role, role type and profile) is known of them.
///
/// @param token also a revoked one
public record KnownToken(Token token, KnownRecord principal) implements KnownRecord {
    /// The resource whose records they are.
    public static final NodeKey TOKENS = new NodeKey("administration/tokens");

    /// The data of a token of somebody.
    public static RecordData of(UserId principal, RecordData known) {
        return new RecordData(
                known.creator(), principal, new TreeSet<>(known.assignees()), known.containers(), known.attributes());
    }

    @Override
    public RecordData data() {
        return of(token.principal(), principal.data());
    }

    /// Of what is known of its principal also the event that issued it: before, there was nothing to do it to.
    @Override
    public Set<Long> events(Statement part) {
        Set<Long> events = new TreeSet<>(Set.of(token.issued()));
        if (!(part instanceof Statement.Owner)) {
            events.addAll(principal.events(part));
        }
        return events;
    }

    @Override
    public long changed() {
        return Math.max(token.revoked() == null ? token.issued() : token.revoked(), principal.changed());
    }
}
