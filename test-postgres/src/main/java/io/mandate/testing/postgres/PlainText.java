package io.mandate.testing.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Looks for texts everywhere, in every form in which they could have been written: UTF-8 and UTF-16,
/// in lower case, escaped for JSON and for URLs, in hexadecimal digits and in base64 at each of its
/// three alignments. Of a text in base64 inside of a longer one only the middle is certain, so that
/// texts are to have eight characters or more.
public final class PlainText {
    private static final int SHORTEST = 8;
    private static final Pattern HEX = Pattern.compile("\\\\x((?:[0-9a-f]{2})+)");

    /// What is looked for: the form by what it is.
    private final Map<String, String> forms = new LinkedHashMap<>();

    /// @param texts of eight characters or more each
    public PlainText(String... texts) {
        for (String text : texts) {
            if (text.length() < SHORTEST) {
                throw new IllegalArgumentException("too short to be found for certain: " + text);
            }
            add(text);
            add(text.toLowerCase(Locale.ROOT));
        }
    }

    private void add(String form) {
        byte[] utf8 = form.getBytes(StandardCharsets.UTF_8);
        forms.put(form + " (UTF-8)", latin(utf8));
        forms.put(form + " (UTF-16)", latin(form.getBytes(StandardCharsets.UTF_16LE)));
        forms.put(form + " (JSON)", escaped(form));
        forms.put(form + " (URL)", URLEncoder.encode(form, StandardCharsets.UTF_8));
        forms.put(form + " (hex)", HexFormat.of().formatHex(utf8));
        for (int shift = 0; shift < 3; shift++) {
            forms.put(form + " (base64, " + shift + ")", middle(utf8, shift));
        }
    }

    /// Bytes as characters, so that texts can be looked for in any file.
    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String escaped(String text) {
        StringBuilder json = new StringBuilder();
        text.chars().forEach(c -> json.append(c < 128 ? String.valueOf((char) c) : "\\u%04x".formatted(c)));
        return json.toString();
    }

    /// The characters of base64 that depend on nothing but the text, where it begins after so many bytes.
    private static String middle(byte[] utf8, int shift) {
        byte[] shifted = new byte[shift + utf8.length];
        System.arraycopy(utf8, 0, shifted, shift, utf8.length);
        String base64 = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        int begin = shift == 0 ? 0 : shift + 1;
        int end = base64.length() - (shifted.length % 3 == 0 ? 0 : 1);
        return base64.substring(begin, end);
    }

    /// In which rows of which table, in all schemas, those of the database itself included, as text
    /// and as bytes.
    public List<String> inRows(TestDatabase database) {
        Set<String> found = new LinkedHashSet<>();
        try (Connection connection = TestPostgres.superuser(database).getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : texts(statement, """
                    select format('%I.%I', n.nspname, c.relname) from pg_class c
                      join pg_namespace n on n.oid = c.relnamespace
                    where c.relkind in ('r', 'm') order by 1""")) {
                for (String row : texts(statement, "select t::text from " + table + " t")) {
                    found.addAll(in(row, table));
                    // bytea comes as \\x and hexadecimal digits: what was text in there is text again.
                    found.addAll(in(bytes(row), table));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return List.copyOf(found);
    }

    private static List<String> texts(Statement statement, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private static byte[] bytes(String row) {
        StringBuilder decoded = new StringBuilder();
        Matcher hex = HEX.matcher(row);
        while (hex.find()) {
            decoded.append(latin(HexFormat.of().parseHex(hex.group(1)))).append('\n');
        }
        return decoded.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /// In which files below a folder.
    public List<String> inFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<String> found = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                found.addAll(in(Files.readAllBytes(file), file.toString()));
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// In the files of a database, once it has written new ones of all that is left: not in its
    /// write-ahead log, which keeps what was until it is recycled.
    public List<String> inHeap(TestDatabase database) {
        try (Connection connection = TestPostgres.superuser(database).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("vacuum full");
            statement.execute("checkpoint");
            return inFiles(Path.of(texts(statement, """
                    select current_setting('data_directory') || '/base/' || oid from pg_database
                    where datname = current_database()""").getFirst()));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// In a text, such as an answer.
    public List<String> in(String text, String where) {
        return in(text.getBytes(StandardCharsets.UTF_8), where);
    }

    private List<String> in(byte[] bytes, String where) {
        String all = latin(bytes);
        return forms.entrySet().stream()
                .filter(form -> all.contains(form.getValue()))
                .map(form -> form.getKey() + " in " + where)
                .toList();
    }
}
