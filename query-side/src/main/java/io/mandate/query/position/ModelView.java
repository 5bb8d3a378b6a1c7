package io.mandate.query.position;

import io.mandate.access.AccessView;
import io.mandate.access.decision.Decision;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.UserId;
import io.mandate.query.projection.Generation;
import io.mandate.query.projection.Table;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The read models of one tenant at one position, for somebody who may see them: tables and access index
/// agree.
///
/// @param sql statements see one snapshot
/// @param access the tenant at the position of the tables
/// @param caller who asks
/// @param decision what allowed it, with the records it reaches
/// @param newest the tenant at the newest position this process knows, by which the caller was judged
public record ModelView(
        TenantId tenant,
        UserId caller,
        JdbcClient sql,
        Generation generation,
        AccessView access,
        AccessView newest,
        Decision decision) {

    /// The name of a table in the generation that is read.
    public String table(Table<?> table) {
        return generation.table(table);
    }

    /// What else the caller must be permitted; refused with NOT_PERMITTED.
    public Decision require(Permission permission) {
        return permission.require(newest, caller);
    }

    /// What is decided about something else the caller may or may not be permitted.
    public Decision decide(Permission permission) {
        return permission.decide(newest, caller);
    }

    /// What else the caller must be permitted without any condition; refused with NOT_PERMITTED.
    public void requireWhole(Permission permission) {
        permission.requireWhole(newest, caller);
    }

    /// The records that the caller may see.
    public ScopeExpression scope() {
        return decision.scope();
    }
}
