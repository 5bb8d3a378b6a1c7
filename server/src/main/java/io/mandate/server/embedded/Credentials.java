package io.mandate.server.embedded;

/// A role of the database and its password.
public record Credentials(String username, String password) {
    /// Names the role only, so that a password never reaches a log.
    @Override
    public String toString() {
        return username;
    }
}
