package io.mandate.store.export;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/// Writes lines and keeps their digest.
final class LineWriter {
    private final OutputStream out;
    private final MessageDigest digest = Digests.sha256();

    LineWriter(OutputStream out) {
        this.out = out;
    }

    void write(ExportLine line) throws IOException {
        byte[] bytes = LineForm.write(line);
        out.write(bytes);
        out.write('\n');
        digest.update(bytes);
        digest.update((byte) '\n');
    }

    /// Of all lines so far; asked for once.
    String digest() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
