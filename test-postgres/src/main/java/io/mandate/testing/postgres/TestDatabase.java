package io.mandate.testing.postgres;

import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/// One database of [TestPostgres] with the two credentials that production has: an owner that migrates, and the
/// runtime role.
///
/// @param name the database's name, unique in this JVM
/// @param port the server's port on 127.0.0.1
public record TestDatabase(String name, int port) {
    /// The role that owns the database and migrates it.
    public static final String OWNER = "mandate_owner";

    /// The role that the product works under; it has what the migrations grant it and nothing else.
    public static final String RUNTIME = "mandate_runtime";

    /// The password of both roles.
    public static final String PASSWORD = "test-only";

    /// The address for a pool or another process; the credentials are not part of it.
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name + "?reWriteBatchedInserts=true";
    }

    /// Connections of the owner, not pooled.
    public DataSource owner() {
        return connectingAs(OWNER);
    }

    /// Connections of the runtime role, not pooled: a test that hammers puts its own pool around [#jdbcUrl].
    public DataSource runtime() {
        return connectingAs(RUNTIME);
    }

    private DataSource connectingAs(String role) {
        var source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl());
        source.setUser(role);
        source.setPassword(PASSWORD);
        return source;
    }
}
