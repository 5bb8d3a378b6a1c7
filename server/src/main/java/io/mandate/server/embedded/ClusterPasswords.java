package io.mandate.server.embedded;

import io.mandate.server.folder.Private;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/// The random passwords of the embedded PostgreSQL, made once and kept in a file that only the server's user may read.
record ClusterPasswords(String superuser, String owner, String runtime) {
    private static final SecureRandom RANDOM = new SecureRandom();

    /// Reads them, or makes and keeps them. They are on the disk before the cluster exists, so no cluster is ever
    /// without.
    static ClusterPasswords in(Path file) throws IOException {
        if (!Files.exists(file)) {
            Private.write(file, "superuser=" + fresh() + "\nowner=" + fresh() + "\nruntime=" + fresh() + "\n");
        }
        var kept = new Properties();
        kept.load(new StringReader(Files.readString(file)));
        return new ClusterPasswords(
                kept.getProperty("superuser", ""), kept.getProperty("owner", ""), kept.getProperty("runtime", ""));
    }

    private static String fresh() {
        byte[] bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public String toString() {
        return "ClusterPasswords";
    }
}
