package io.mandate.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    Path checkout;

    @Test
    void without_a_jdk_25_one_line_tells_what_is_needed_and_where_it_was_looked_for() throws Exception {
        copy("mandate");
        copy(".mvn/find-jdk25");
        // The finder as it is, on a machine whose usual folders hold nothing.
        Path finder = checkout.resolve(".mvn/find-jdk25");
        String usual = Files.readString(finder);
        String empty = usual.replaceAll("(?s)for home in .*?; do", "for home in " + checkout + "/none; do");
        assertThat(empty).isNotEqualTo(usual);
        Files.writeString(finder, empty);
        Path old = fakeJdk("17.0.9");

        var builder = new ProcessBuilder(checkout.resolve("mandate").toString(), "start").redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", old.toString());
        builder.environment().put("PATH", old.resolve("bin") + ":/usr/bin:/bin");
        Process launcher = builder.start();
        String output = new String(launcher.getInputStream().readAllBytes());

        assertThat(launcher.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(launcher.exitValue()).isEqualTo(1);
        assertThat(output)
                .hasLineCount(1)
                .startsWith("mandate: needs a JDK 25")
                .contains(old.toString(), "/usr/lib/jvm");
        assertThat(checkout.resolve("server")).as("nothing was built").doesNotExist();
    }

    @Test
    void a_jdk_25_is_found_by_its_release_file_wherever_java_home_points() throws Exception {
        copy(".mvn/find-jdk25");
        Path newest = fakeJdk("25.0.1");
        var builder = new ProcessBuilder(checkout.resolve(".mvn/find-jdk25").toString());
        builder.environment().put("JAVA_HOME", newest.toString());

        Process finder = builder.start();

        assertThat(new String(finder.getInputStream().readAllBytes())).isEqualTo(newest + "\n");
        assertThat(finder.waitFor()).isZero();
    }

    @Test
    void a_later_start_builds_nothing_and_uses_what_the_training_kept() throws Exception {
        copy("mandate");
        copy(".mvn/find-jdk25");
        Path jdk = fakeJdk("25.0.1");
        Files.writeString(jdk.resolve("bin/java"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        Files.writeString(checkout.resolve("pom.xml"), "<project/>");
        Files.createDirectories(checkout.resolve("server/src/main"));
        Path app = Files.createDirectories(checkout.resolve("server/target/run/1"));
        Files.writeString(app.resolve("classes.aot"), "");
        Files.writeString(app.resolve("ready"), "");

        var builder =
                new ProcessBuilder(checkout.resolve("mandate").toString(), "start", "--demo").redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", jdk.toString());
        Process launcher = builder.start();
        String output = new String(launcher.getInputStream().readAllBytes());

        assertThat(launcher.waitFor()).as(output).isZero();
        assertThat(output.lines().toList())
                .containsSubsequence(
                        "-XX:AOTCache=" + app.resolve("classes.aot"),
                        "-jar",
                        app.resolve("mandate-server-boot.jar").toString(),
                        "start",
                        "--demo");
        // A cache only fits a run with the options of its training; both take them from this one line.
        assertThat(Files.readString(ROOT.resolve("mandate")))
                .contains("\"${java_options[@]}\" -XX:AOTCacheOutput=")
                .contains("\"${java_options[@]}\" ${MANDATE_JAVA_OPTIONS:-} -jar");
    }

    private void copy(String file) throws Exception {
        Path target = checkout.resolve(file);
        Files.createDirectories(target.getParent());
        Files.copy(ROOT.resolve(file), target);
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path fakeJdk(String version) throws Exception {
        Path home = checkout.resolve("jdk");
        Files.createDirectories(home.resolve("bin"));
        for (String tool : new String[] {"java", "javac"}) {
            Path file = Files.writeString(home.resolve("bin").resolve(tool), "#!/bin/sh\nexit 1\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return home;
    }
}
