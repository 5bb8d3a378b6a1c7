package io.mandate.server.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mandate.server.folder.RunningServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// One run of the server; whatever is left of it ends with [#close].
final class ServerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /// A build in the background does not heed Ctrl-C, and would hand that on to what it starts.
    private static final String HEEDING_CTRL_C = """
            if env --default-signal=INT true 2>/dev/null; then exec env --default-signal=INT "$@"; else exec "$@"; fi""";

    private final Path data;
    private final Path output;
    private final Process process;

    private ServerProcess(Path data, Path output, Process process) {
        this.data = data;
        this.output = output;
        this.process = process;
    }

    /// Starts a server on this data folder and any free port and waits until it answers.
    static ServerProcess started(Path data, String... settings) {
        var arguments = new ArrayList<>(List.of("start", "--port", "0", "--data", data.toString()));
        arguments.addAll(List.of(settings));
        ServerProcess server = run(data, arguments);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> !server.process.isAlive() || server.announced());
        assertThat(server.process.isAlive()).as(server.output()).isTrue();
        return server;
    }

    /// Runs the server's command line with these arguments.
    static ServerProcess run(Path data, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", HEEDING_CTRL_C, "sh"));
        command.addAll(UnpackedServer.command());
        command.addAll(arguments);
        try {
            Path output = Files.createTempFile(Path.of("target"), "server", ".log");
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            return new ServerProcess(data, output, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean announced() {
        return RunningServer.find(data)
                .filter(server -> server.pid() == process.pid())
                .map(RunningServer::url)
                .isPresent();
    }

    String url() {
        return RunningServer.find(data).map(RunningServer::url).orElseThrow();
    }

    Process process() {
        return process;
    }

    /// Everything it has printed.
    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits for its end.
    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as(output())
                .isTrue();
        return process.exitValue();
    }

    /// What `kill -9` does.
    void kill() throws InterruptedException {
        process.destroyForcibly();
        exitCode();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(url() + path)).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    @Override
    public void close() throws InterruptedException, IOException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        EmbeddedFiles.of(data).postgres().ifPresent(ProcessHandle::destroyForcibly);
        Files.deleteIfExists(output);
    }
}
