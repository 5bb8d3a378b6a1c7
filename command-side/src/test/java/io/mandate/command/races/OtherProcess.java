package io.mandate.command.races;

import io.mandate.command.testing.CommandNode;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

/// A command node in a process of its own. Each line it reads has wishes that begin at one moment; each line it writes
/// that begins with [#ANSWER] says what became of them, in their order.
final class OtherProcess {
    static final String ANSWER = "ANSWER ";
    static final String BETWEEN = ";";

    private OtherProcess() {}

    public static void main(String[] arguments) throws Exception {
        var wishes = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (CommandNode node = CommandNode.on(arguments[0], Path.of(arguments[1]));
                Together together = new Together()) {
            System.out.println(ANSWER + "ready");
            for (String line = wishes.readLine(); line != null; line = wishes.readLine()) {
                List<Callable<String>> all = Arrays.stream(line.split(BETWEEN))
                        .<Callable<String>>map(wish -> () -> answer(node, wish))
                        .toList();
                System.out.println(ANSWER + String.join(BETWEEN, together.run(all)));
            }
        }
    }

    /// A failure is an answer that no race expects; what it was is told beside it.
    private static String answer(CommandNode node, String wish) {
        try {
            return Wishes.carryOut(node, wish);
        } catch (RuntimeException e) {
            e.printStackTrace();
            return "failed: " + e.getClass().getSimpleName();
        }
    }
}
