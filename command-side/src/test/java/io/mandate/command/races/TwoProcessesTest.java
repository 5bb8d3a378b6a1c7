package io.mandate.command.races;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.command.testing.CommandNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The same races between two processes that share nothing but the database, with eight threads in each.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoProcessesTest
        implements NameRaces,
                AssignmentRaces,
                AdministratorRaces,
                AuthorityRaces,
                QuotaRaces,
                CatalogRaces,
                RetryRaces {
    private final Together together = new Together();
    private CommandNode here;
    private Path complaints;
    private Process process;
    private PrintWriter wishes;
    private BufferedReader answers;

    @BeforeAll
    void begin(@TempDir Path folder) throws IOException, InterruptedException {
        here = CommandNode.onNewDatabase(folder);
        complaints = folder.resolve("other-process.txt");
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Daxoniq.update-checker.disabled=true",
                        OtherProcess.class.getName(),
                        here.jdbcUrl(),
                        folder.toString())
                .redirectError(complaints.toFile())
                .start();
        wishes = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        assertThat(answer()).isEqualTo("ready");
    }

    @AfterAll
    void end() throws InterruptedException {
        wishes.close();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        together.close();
        here.close();
    }

    @Override
    public CommandNode here() {
        return here;
    }

    @Override
    public List<String> atOnce(List<String> all) {
        List<Callable<List<String>>> racers = new ArrayList<>();
        racers.add(() -> there(every(all, 1)));
        every(all, 0).forEach(wish -> racers.add(() -> List.of(Wishes.carryOut(here, wish))));
        List<List<String>> sides = together.run(racers);
        return IntStream.range(0, all.size())
                .mapToObj(i -> i % 2 == 1
                        ? sides.getFirst().get(i / 2)
                        : sides.get(i / 2 + 1).getFirst())
                .toList();
    }

    private static List<String> every(List<String> all, int rest) {
        return IntStream.range(0, all.size())
                .filter(i -> i % 2 == rest)
                .mapToObj(all::get)
                .toList();
    }

    private List<String> there(List<String> theirs) throws IOException, InterruptedException {
        wishes.println(String.join(OtherProcess.BETWEEN, theirs));
        return List.of(answer().split(OtherProcess.BETWEEN));
    }

    private String answer() throws IOException, InterruptedException {
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith(OtherProcess.ANSWER)) {
                return line.substring(OtherProcess.ANSWER.length());
            }
        }
        String exit = process.waitFor(10, TimeUnit.SECONDS) ? String.valueOf(process.exitValue()) : "none yet";
        throw new IOException("the other process ended, exit code " + exit + ": " + Files.readString(complaints));
    }
}
