package io.mandate.server.process;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/// The embedded database of a data folder, seen from outside.
record EmbeddedFiles(Path folder) {
    static EmbeddedFiles of(Path data) {
        return new EmbeddedFiles(data.resolve("postgres"));
    }

    /// The process that PostgreSQL's own pid file names, if it lives.
    Optional<ProcessHandle> postgres() {
        List<String> lines = pidFile();
        return lines.isEmpty()
                ? Optional.empty()
                : ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).filter(ProcessHandle::isAlive);
    }

    private List<String> pidFile() {
        Path file = folder.resolve("cluster/postmaster.pid");
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException _) {
            return List.of(); // it has just stopped
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path passwords() {
        return folder.resolve("passwords.properties");
    }

    Connection connect(String role) throws SQLException, IOException {
        var passwords = new Properties();
        passwords.load(new StringReader(Files.readString(passwords())));
        return DriverManager.getConnection(url(), "mandate_" + role, passwords.getProperty(role));
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + pidFile().get(3).strip() + "/mandate";
    }

    String ask(String role, String sql) throws SQLException, IOException {
        try (var connection = connect(role);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
