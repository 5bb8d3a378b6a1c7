package io.mandate.server.embedded;

import io.mandate.store.startup.StartupRefusedException;
import java.sql.SQLException;

/// A PostgreSQL that the operator runs and names by `mandate.datasource.*`.
public final class ExternalDatabase implements Database {
    private static final int OLDEST = 15;
    private static final int NEWEST = 18;

    private final DatabaseAccess access;

    /// Checks it at once: reachable with its credentials, and of a version that is tested. Otherwise it is refused.
    public ExternalDatabase(DatabaseAccess access) {
        if (!access.url().startsWith("jdbc:postgresql://")) {
            throw new StartupRefusedException(
                    "mandate.datasource.url must look like jdbc:postgresql://host:5432/mandate, not "
                            + access.url().replaceFirst("(?i)(password=)[^&]*", "$1***"));
        }
        access.owner().ifPresent(owner -> {
            if (owner.username().equals(access.runtime().username())) {
                throw new StartupRefusedException(
                        "mandate.datasource.owner-username and runtime-username are both \"" + owner
                                + "\"; events are safe from being rewritten only if the server works under a role that does not own them");
            }
            check(access, owner, "owner");
        });
        check(access, access.runtime(), "runtime");
        this.access = access;
    }

    private static void check(DatabaseAccess access, Credentials role, String part) {
        try (var connection = access.unpooled(role).getConnection()) {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < OLDEST || version > NEWEST) {
                throw new StartupRefusedException("the database at " + place(access) + " is PostgreSQL " + version
                        + "; Mandate works with " + OLDEST + " to " + NEWEST
                        + ": upgrade it, or leave mandate.datasource.url out to use the embedded one");
            }
        } catch (SQLException e) {
            throw new StartupRefusedException(
                    "cannot connect to the database at " + place(access) + " as " + part + " \"" + role + "\" ("
                            + oneLine(e) + "); check that it runs and check mandate.datasource.url, " + part
                            + "-username and " + part + "-password",
                    e);
        }
    }

    private static String place(DatabaseAccess access) {
        return access.url().substring("jdbc:postgresql://".length()).replaceFirst("\\?.*", "");
    }

    private static String oneLine(SQLException e) {
        return String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", " ").strip();
    }

    @Override
    public DatabaseAccess access() {
        return access;
    }

    @Override
    public void close() {}
}
