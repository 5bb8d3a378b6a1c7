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
        executable(jdk.resolve("bin/java"), "printf '%s\\n' \"$@\"");
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

    @Test
    void the_training_sees_no_settings_of_the_caller_and_the_start_after_it_does() throws Exception {
        copy("mandate");
        copy(".mvn/find-jdk25");
        Files.writeString(checkout.resolve("pom.xml"), "<project/>");
        Files.createDirectories(checkout.resolve("server/src/main"));
        executable(checkout.resolve("mvnw"), "mkdir -p server/target && : > server/target/mandate-server-boot.jar");
        Path jdk = fakeJdk("25.0.1");
        executable(jdk.resolve("bin/java"), """
                case "$*" in
                  *jarmode=tools*) for last; do :; done; mkdir -p "$last" ;;
                  *AOTCacheOutput*) { env; find "$PWD" -mindepth 1; echo "$*"; } > "%1$s/training" ;;
                  *) env; pwd; echo "$*" ;;
                esac""".formatted(checkout));
        Path caller = Files.createDirectories(checkout.resolve("caller/config")).getParent();
        Files.writeString(caller.resolve("application.yaml"), "mandate.datasource.url: jdbc:postgresql://precious/");
        Files.writeString(caller.resolve("config/application.yaml"), "mandate.roles: query");

        var builder = new ProcessBuilder(checkout.resolve("mandate").toString(), "start")
                .directory(caller.toFile())
                .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", jdk.toString());
        builder.environment().put("MANDATE_DATASOURCE_URL", "jdbc:postgresql://precious/");
        builder.environment().put("SPRING_APPLICATION_JSON", "{\"mandate.roles\":\"query\"}");
        builder.environment().put("JAVA_TOOL_OPTIONS", "-Dmandate.roles=query");
        Process launcher = builder.start();
        String output = new String(launcher.getInputStream().readAllBytes());

        assertThat(launcher.waitFor()).as(output).isZero();
        assertThat(checkout.resolve("training"))
                .as(output)
                .content()
                .contains("PATH=", "HOME=", "start --data ")
                .doesNotContain("MANDATE_", "SPRING_", "JAVA_TOOL_OPTIONS", "precious", "application.yaml");
        assertThat(output.lines())
                .contains("MANDATE_DATASOURCE_URL=jdbc:postgresql://precious/", caller.toString())
                .last()
                .asString()
                .endsWith("mandate-server-boot.jar start");
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
            executable(home.resolve("bin").resolve(tool), "exit 1");
        }
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private static void executable(Path file, String script) throws Exception {
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
