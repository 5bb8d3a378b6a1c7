package io.mandate.query.projection;

import io.mandate.store.Commit;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// What batch after batch comes to in memory, and what is known there of the rows that are stored already.
interface FoldedRows extends AutoCloseable {
    /// Folds commits that follow on those before; nothing is written.
    void fold(Connection connection, List<Projection> projections, List<Commit> commits) throws SQLException;

    /// Writes what is not written yet, in the transaction of the connection.
    void flush(Connection connection) throws SQLException;

    /// What was written is stored now. Its rows are still known, unless a tenant ended, whose rows went without being
    /// looked at: then it has to begin anew, and false is answered.
    boolean stored();

    /// About how much memory it takes.
    long bytes();

    /// Gives back what memory it takes; it is of no use any more.
    @Override
    void close();
}
