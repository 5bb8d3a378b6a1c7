package io.mandate.query.projection;

import io.mandate.events.values.TenantId;
import java.sql.Connection;
import java.sql.SQLException;

/// Where a batch finds the rows it looks at, and leaves those it came to.
interface Storage {
    /// Answers the rows that are wanted.
    void load(Connection connection, BufferedRows<?> rows) throws SQLException;

    /// Takes over what the batch came to.
    void flush(Connection connection, BufferedRows<?> rows) throws SQLException;

    /// Removes all rows of a tenant that ended: nobody can read them any more, and no event follows.
    void clear(Connection connection, TenantId tenant) throws SQLException;
}
