package io.mandate.server.embedded;

import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/// Where the database is and with which two credentials it is used.
///
/// @param url `jdbc:postgresql://..`, without credentials
/// @param owner migrates the schema and does nothing else
/// @param runtime does all the work; it may neither change the schema nor rewrite events
public record DatabaseAccess(String url, Credentials owner, Credentials runtime) {
    /// Connections as one of the two, not pooled and closed by whoever opens them.
    public DataSource unpooled(Credentials role) {
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(role.username());
        source.setPassword(role.password());
        source.setApplicationName("mandate");
        source.setConnectTimeout(5);
        source.setLogServerErrorDetail(false);
        return source;
    }
}
