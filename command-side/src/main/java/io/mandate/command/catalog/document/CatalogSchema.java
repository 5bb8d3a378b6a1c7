package io.mandate.command.catalog.document;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/// The JSON Schema of catalog documents, draft 2020-12, and what it says about one.
public final class CatalogSchema {
    /// Where it lies among the resources.
    public static final String RESOURCE = "/catalogs/catalog.schema.json";

    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12,
                    registry -> registry.schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .pathType(PathType.JSON_POINTER)
                            .build()))
            .getSchema(new String(bytes(), java.nio.charset.StandardCharsets.UTF_8));

    private CatalogSchema() {}

    /// The schema itself.
    public static byte[] bytes() {
        return resource(RESOURCE);
    }

    static byte[] resource(String name) {
        try (InputStream stream = CatalogSchema.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(stream, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void check(JsonNode document, Complaints complaints) {
        SCHEMA.validate(document)
                .forEach(error -> complaints.add(error.getInstanceLocation().toString(), error.getMessage()));
    }
}
