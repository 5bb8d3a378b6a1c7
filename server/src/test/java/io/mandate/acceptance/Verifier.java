package io.mandate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/// The verifier of evidence packs, which is one source file, compiled for the oldest Java that it promises to run on.
final class Verifier {
    private static final String OLDEST = "17";
    private static final Path SOURCE = Path.of("..", "docs", "verify", "VerifyEvidence.java");

    private final Constructor<?> verification;
    private final Method verify;

    /// @param folder where it is compiled to
    Verifier(Path folder) throws ReflectiveOperationException, MalformedURLException {
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "--release", OLDEST, "-d", folder.toString(), SOURCE.toString()))
                .isZero();
        Class<?> compiled = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null).loadClass("VerifyEvidence");
        verification = compiled.getDeclaredConstructor(String[].class);
        verification.setAccessible(true);
        verify = compiled.getDeclaredMethod("verify");
        verify.setAccessible(true);
    }

    /// What it says of a pack; either `PROVED: ..` or `NOT PROVED: ..`.
    String check(Path pack, Path... trusted) {
        String[] files = Stream.concat(Stream.of(pack), Stream.of(trusted))
                .map(Path::toString)
                .toArray(String[]::new);
        try {
            return (String) verify.invoke(verification.newInstance((Object) files));
        } catch (InvocationTargetException e) {
            return "NOT PROVED: " + e.getCause().getMessage();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The same as a stranger runs it: from its source, in a process of its own. Begins with the exit code.
    static String run(Path... files) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "--source",
                OLDEST,
                SOURCE.toString()));
        Stream.of(files).map(Path::toString).forEach(command::add);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + " " + said;
    }
}
