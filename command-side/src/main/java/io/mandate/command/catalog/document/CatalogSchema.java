package io.mandate.command.catalog.document;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// What the JSON Schema of catalog documents, draft 2020-12, says about one.
final class CatalogSchema {
    private static final String ID = "urn:mandate:catalog:1";
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .pathType(PathType.JSON_POINTER)
                            .build())
                    .schemas(
                            Map.of(ID, new String(resource("/catalogs/catalog.schema.json"), StandardCharsets.UTF_8))));
    private static final Schema DOCUMENT = REGISTRY.getSchema(SchemaLocation.of(ID));
    private static final Map<String, Schema> PARTS = Stream.of("module", "node", "setting", "roleType", "role")
            .collect(Collectors.toUnmodifiableMap(
                    part -> part, part -> REGISTRY.getSchema(SchemaLocation.of(ID + "#/$defs/" + part))));

    private CatalogSchema() {}

    static void check(JsonNode document, Complaints complaints) {
        check(DOCUMENT, document, complaints);
    }

    /// @param part which part of a document it is: module, node, setting, roleType or role
    static void check(String part, JsonNode written, Complaints complaints) {
        check(Objects.requireNonNull(PARTS.get(part), part), written, complaints);
    }

    private static void check(Schema schema, JsonNode written, Complaints complaints) {
        schema.validate(written)
                .forEach(error -> complaints.add(error.getInstanceLocation().toString(), error.getMessage()));
    }

    static byte[] resource(String name) {
        try (InputStream stream = CatalogSchema.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(stream, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
