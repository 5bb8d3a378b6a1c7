package io.mandate.server.demo;

import io.mandate.server.config.ServerUrl;
import io.mandate.store.role.ConditionalOnRole;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// With `--demo`: loads the sample tenants once and shows what to try. The file `demo.json` in the data
/// folder says that they are complete; it holds tokens, so only its owner may read it.
@Component
@ConditionalOnRole("command")
@ConditionalOnProperty("mandate.demo")
class DemoStart {
    private final DemoLoader loader;
    private final ServerUrl url;
    private final Path file;
    private final JsonMapper json =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private final PrintStream terminal = System.out;

    DemoStart(DemoLoader loader, ServerUrl url, @Value("${mandate.data}") Path data) {
        this.loader = loader;
        this.url = url;
        this.file = data.resolve("demo.json");
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(20)
    void start() {
        DemoFacts facts = known();
        write(facts);
        terminal.print(DemoText.of(facts, file));
    }

    /// The address may differ from the last start; the tokens stay.
    private DemoFacts known() {
        if (!Files.exists(file)) {
            return loader.load(url.toString());
        }
        return new DemoFacts(
                url.toString(), json.readValue(file.toFile(), DemoFacts.class).tenants());
    }

    private void write(DemoFacts facts) {
        Path fresh = file.resolveSibling("demo.json.new");
        try {
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(fresh, json.writeValueAsBytes(facts));
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
