package io.mandate.server.embedded;

import io.mandate.store.startup.StartupRefusedException;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/// Where the database is and with which credentials it is used.
///
/// @param url `jdbc:postgresql://..`, without credentials
/// @param owner migrates the schema and does nothing else; empty on nodes that are not trusted with it
/// @param runtime does all the work; it may neither change the schema nor rewrite events
public record DatabaseAccess(String url, Optional<Credentials> owner, Credentials runtime) {
    /// Connections as the owner, for what the runtime role may not do. Refused with [StartupRefusedException]
    /// where the owner is not known.
    public DataSource asOwner() {
        return unpooled(owner.orElseThrow(() -> new StartupRefusedException(
                "the owner of the database is needed for this: set mandate.datasource.owner-username and"
                        + " mandate.datasource.owner-password")));
    }

    /// Connections that fail when nothing comes back for a second, for whoever only wants to know whether something
    /// does.
    public DataSource probing() {
        PGSimpleDataSource source = simple(runtime);
        source.setConnectTimeout(1);
        source.setLoginTimeout(1);
        source.setSocketTimeout(1);
        return source;
    }

    /// Connections as one of the two, not pooled and closed by whoever opens them.
    public DataSource unpooled(Credentials role) {
        PGSimpleDataSource source = simple(role);
        source.setConnectTimeout(5);
        return source;
    }

    private PGSimpleDataSource simple(Credentials role) {
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(role.username());
        source.setPassword(role.password());
        source.setApplicationName("mandate");
        source.setLogServerErrorDetail(false);
        return source;
    }
}
