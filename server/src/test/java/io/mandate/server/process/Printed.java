package io.mandate.server.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Commands as somebody reads them, to be pasted into a terminal.
final class Printed {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern FENCE = Pattern.compile("(?m)^```\\n(.*?)^```$", Pattern.DOTALL);

    private Printed() {}

    /// The fenced blocks of a section of the README, each as it stands there.
    static List<String> readme(String section) {
        String readme;
        try {
            readme = Files.readString(ROOT.resolve("README.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int begin = readme.indexOf("\n## " + section + "\n");
        if (begin < 0) {
            throw new AssertionError("the README has no section " + section);
        }
        int end = readme.indexOf("\n## ", begin + 1);
        List<String> blocks = new ArrayList<>();
        Matcher fences = FENCE.matcher(readme.substring(begin, end < 0 ? readme.length() : end));
        while (fences.find()) {
            blocks.add(fences.group(1));
        }
        return blocks;
    }

    /// The commands of a block, comments left out; one that goes on behind a backslash is one.
    static List<String> commands(String block) {
        return block.replace("\\\n", " ")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }
}
