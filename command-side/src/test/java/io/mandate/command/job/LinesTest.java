package io.mandate.command.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.http.json.MalformedJsonException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinesTest {
    private static Lines of(String upload) {
        return new Lines(new ByteArrayInputStream(upload.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> read(String upload) throws IOException {
        Lines lines = of(upload);
        List<String> read = new ArrayList<>();
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
            read.add(lines.number() + ":" + new String(line, StandardCharsets.UTF_8));
        }
        return read;
    }

    @Test
    void lines_are_numbered_as_people_count_them_and_blank_ones_passed_over() throws IOException {
        assertThat(read("a\n\n \t\r\nbä\n")).containsExactly("1:a", "4:bä");
        assertThat(read("a\nb")).containsExactly("1:a", "2:b");
        assertThat(read("")).isEmpty();
        assertThat(read("\n\n")).isEmpty();
    }

    @Test
    void lines_longer_than_a_page_arrive_whole_and_longer_than_allowed_not_at_all() throws IOException {
        String longest = "x".repeat(Lines.LONGEST);
        assertThat(read("a\n" + longest + "\nb")).containsExactly("1:a", "2:" + longest, "3:b");
        assertThatThrownBy(() -> read("a\n" + longest + "x"))
                .isInstanceOfSatisfying(
                        MalformedJsonException.class,
                        e -> assertThat(e.rule()).isEqualTo("line 2 is longer than 65536 bytes"));
    }

    @Test
    void the_digest_is_of_every_byte() throws IOException {
        Lines lines = of("a\n\nb");
        while (lines.next() != null) {
            assertThat(lines.number()).isPositive();
        }
        // echo -ne 'a\n\nb' | sha256sum
        assertThat(lines.sha256()).isEqualTo(HexFormat.of().formatHex(sha256("a\n\nb")));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
