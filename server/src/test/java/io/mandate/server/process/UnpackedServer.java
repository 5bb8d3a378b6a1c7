package io.mandate.server.process;

import static org.awaitility.Awaitility.await;

import io.mandate.server.folder.RunningServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/// The server as `./mandate` starts it: unpacked, and with the classes that a start needs kept from an earlier one, so
/// that it takes a third of the time. Made once of each build.
final class UnpackedServer {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Path JAR = TARGET.resolve("mandate-server-boot.jar");
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private UnpackedServer() {}

    /// What starts it; the arguments follow.
    static List<String> command() {
        Path app = app();
        return java(app, Files.exists(classes(app)) ? "-XX:AOTCache=" + classes(app) : "-Xshare:auto");
    }

    private static List<String> java(Path app, String option) {
        Path jar = app.resolve(JAR.getFileName());
        return new ArrayList<>(List.of(
                JAVA,
                "-XX:TieredStopAtLevel=1",
                "-Xmx700m",
                "-Xlog:aot*=off",
                "-Xlog:cds*=off",
                option,
                "-jar",
                jar.toString()));
    }

    private static Path classes(Path app) {
        return app.resolve("classes.aot");
    }

    /// Test classes may run in several processes at once, and one of them makes it.
    private static synchronized Path app() {
        Path lock = TARGET.resolve("unpacked.lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock();
            Path app =
                    TARGET.resolve("unpacked-" + Files.getLastModifiedTime(JAR).toMillis());
            if (!Files.exists(app.resolve("ready"))) {
                forgetOthers();
                run(List.of(
                                JAVA,
                                "-Djarmode=tools",
                                "-jar",
                                JAR.toString(),
                                "extract",
                                "--destination",
                                app.toString()))
                        .waitFor();
                train(app);
                Files.createFile(app.resolve("ready"));
            }
            return app;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Those of earlier builds, and what did not become ready.
    private static void forgetOthers() throws IOException {
        try (DirectoryStream<Path> others = Files.newDirectoryStream(TARGET, "unpacked-*")) {
            for (Path other : others) {
                FileSystemUtils.deleteRecursively(other);
            }
        }
    }

    private static void train(Path app) throws IOException, InterruptedException {
        Path data = app.resolve("scratch");
        List<String> command = java(app, "-XX:AOTCacheOutput=" + classes(app));
        command.addAll(List.of("start", "--port", "0", "--data", data.toString()));
        Process server = run(command);
        await().atMost(PATIENCE).until(() -> RunningServer.find(data).isPresent() || !server.isAlive());
        server.destroy();
        server.waitFor();
    }

    private static Process run(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
