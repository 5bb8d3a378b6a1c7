package io.mandate.query.history.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mandate.query.history.state.StateLine.End;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/// Writes lines so that equal ones have equal bytes: one object on each line, members by name, nothing
/// between them, and what is absent left out; at the end the digest of all before. More than a buffer
/// and one line is never in memory.
final class StateFile implements Consumer<StateLine> {
    private static final int BUFFER = 1 << 16;
    /// Set here, also where it is the default today: the bytes must stay.
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private final DigestOutputStream to;
    private final LongConsumer progress;
    private long lines;

    /// @param progress told before each line how many were written; may end it by an exception
    StateFile(OutputStream to, LongConsumer progress) {
        this.to = new DigestOutputStream(new BufferedOutputStream(to, BUFFER), sha256());
        this.progress = progress;
    }

    @Override
    public void accept(StateLine line) {
        progress.accept(lines++);
        write(line);
    }

    /// Writes the last line. What is not ended this way is not whole.
    void end() throws IOException {
        write(new End(lines, HexFormat.of().formatHex(to.getMessageDigest().digest())));
        to.flush();
    }

    private void write(StateLine line) {
        JsonNode sorted = JSON.valueToTree(line);
        try {
            to.write(JSON.writeValueAsString(sorted).getBytes(StandardCharsets.UTF_8));
            to.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
