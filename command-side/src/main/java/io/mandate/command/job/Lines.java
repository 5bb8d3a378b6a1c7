package io.mandate.command.job;

import io.mandate.http.json.MalformedJsonException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// The lines of an upload, one after the other, with a digest of all of it. Never more than one line is in memory.
final class Lines {
    /// The longest line, in bytes.
    static final int LONGEST = 64 * 1024;

    private static final int PAGE = 16 * 1024;

    private final InputStream stream;
    private final MessageDigest digest;
    private final byte[] page = new byte[PAGE];
    private int at;
    private int end;
    private int number;

    Lines(InputStream stream) {
        this.stream = stream;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// The next line that is not blank; null at the end.
    byte @Nullable [] next() throws IOException {
        byte[] line = new byte[256];
        int length = 0;
        for (int read = read(); ; read = read()) {
            if (read < 0 || read == '\n') {
                number += read < 0 && length == 0 ? 0 : 1;
                if (!blank(line, length)) {
                    return Arrays.copyOf(line, length);
                }
                if (read < 0) {
                    return null;
                }
                length = 0;
            } else if (length == LONGEST) {
                number++;
                throw new MalformedJsonException("", "line " + number + " is longer than " + LONGEST + " bytes");
            } else {
                line = length < line.length ? line : Arrays.copyOf(line, line.length * 2);
                line[length++] = (byte) read;
            }
        }
    }

    /// The number of the line that [#next] gave last, from 1.
    int number() {
        return number;
    }

    /// SHA-256 of everything read, 64 hexadecimal digits.
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private int read() throws IOException {
        if (at == end) {
            at = 0;
            end = stream.read(page);
            if (end <= 0) {
                end = 0;
                return -1;
            }
            digest.update(page, 0, end);
        }
        return page[at++] & 0xff;
    }

    private static boolean blank(byte[] line, int length) {
        for (int i = 0; i < length; i++) {
            if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
                return false;
            }
        }
        return true;
    }
}
