package io.mandate.bench.load;

import io.mandate.bench.load.SpokenSql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// What was said for one command, as a script of pgbench that says it again for any tenant and any new thing.
///
/// @param tenant the tenant of the command; in the script it is one of `prefix` and a number
/// @param id the id of the new thing, which must stand for nothing else; in the script a random number
record PgBenchScript(List<Statement> statements, String tenant, String id, String prefix) {
    private static final Pattern PLACE = Pattern.compile("\\?");

    String text(int tenants) {
        StringBuilder script = new StringBuilder();
        script.append("\\set t random(1, ").append(tenants).append(")\n");
        script.append("\\set id random(1, 9000000000000000000)\n");
        // The driver sends the beginning of a transaction together with its first statement.
        String before = "begin;\n";
        for (Statement statement : statements) {
            List<String> parts = parts(statement);
            boolean together = !before.isEmpty() || parts.size() > 1;
            script.append(together ? "\\startpipeline\n" : "").append(before);
            parts.forEach(part -> script.append(part).append(";\n"));
            script.append(together ? "\\endpipeline\n" : "");
            before = "";
        }
        return script.toString();
    }

    /// Several that are said together are separated by the ends of their lines.
    private List<String> parts(Statement statement) {
        List<String> parts = new ArrayList<>();
        int place = 1;
        for (String part : statement.sql().split(";\n", -1)) {
            Matcher places = PLACE.matcher(part);
            StringBuilder sql = new StringBuilder();
            for (; places.find(); place++) {
                places.appendReplacement(
                        sql,
                        Matcher.quoteReplacement(literal(
                                Objects.requireNonNull(statement.values().get(place)))));
            }
            parts.add(places.appendTail(sql).toString().replaceAll("\\s*\\R\\s*", " "));
        }
        return parts;
    }

    private String literal(Object value) {
        return switch (value) {
            case String text -> text(text);
            case byte[] bytes -> bytes(bytes);
            case String[] texts ->
                Arrays.stream(texts).map(this::text).collect(Collectors.joining(", ", "array[", "]"));
            case byte[][] many ->
                Arrays.stream(many).map(PgBenchScript::bytes).collect(Collectors.joining(", ", "array[", "]"));
            case long[] numbers ->
                LongStream.of(numbers).mapToObj(Long::toString).collect(Collectors.joining(", ", "array[", "]"));
            default -> value.toString();
        };
    }

    /// A colon would begin a variable of pgbench.
    private String text(String text) {
        String quoted = "'" + text.replace("'", "''").replace(":", "' || chr(58) || '") + "'";
        String varied = quoted.replace(tenant, prefix + "' || :t || '").replace(id, "' || :id || '");
        return varied.equals("'" + text + "'") ? quoted : "(" + varied + ")";
    }

    private static String bytes(byte[] bytes) {
        return "'\\x" + HexFormat.of().formatHex(bytes) + "'::bytea";
    }
}
