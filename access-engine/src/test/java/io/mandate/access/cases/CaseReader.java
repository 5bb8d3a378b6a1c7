package io.mandate.access.cases;

import io.mandate.access.history.Log;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Reads case files. A catalog named in a case is taken from the folder `catalogs` beside them; fields a
/// case leaves out are filled with nothing before they are read, so that reading itself can be strict.
public final class CaseReader {
    private static final Path ROOT = Path.of("src/test/resources");
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();
    private static final Map<String, String> NODE = Map.ofEntries(
            Map.entry("kind", "\"RESOURCE\""),
            Map.entry("label", "\"a node\""),
            Map.entry("navigable", "true"),
            Map.entry("supportedActions", "[]"),
            Map.entry("actionRequires", "{}"),
            Map.entry("levels", "[]"),
            Map.entry("recordBased", "true"),
            Map.entry("sensitiveFields", "{}"),
            Map.entry("relevantRoleTypes", "[]"),
            Map.entry("relevantRoles", "[]"),
            Map.entry("actionTier", "{}"),
            Map.entry("aliases", "[]"));

    private CaseReader() {}

    static List<Path> files() {
        try (Stream<Path> files = Files.walk(ROOT.resolve("cases"))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The history that a text in the form of a case file makes; it need not ask anything.
    public static Log log(String yaml) {
        return read((ObjectNode) YAML.readTree(yaml)).log();
    }

    /// The folder says by which version of the rules.
    static CaseFile read(Path file) {
        ObjectNode written = (ObjectNode) YAML.readTree(file.toFile());
        String folder = file.getName(file.getNameCount() - 2).toString();
        written.put("rules", Integer.parseInt(folder.replace("version-", "")));
        return read(written);
    }

    private static CaseFile read(ObjectNode written) {
        JsonNode catalog = written.remove("catalog");
        if (catalog != null) {
            ObjectNode base = (ObjectNode) YAML.readTree(
                    ROOT.resolve("catalogs/" + catalog.asString() + ".yaml").toFile());
            base.propertyStream().forEach(part -> merge(written, part.getKey(), (ObjectNode) part.getValue()));
        }
        objects(
                written,
                "roleTypes",
                "roles",
                "nodes",
                "settings",
                "settingsLater",
                "availability",
                "policies",
                "profiles",
                "users",
                "records");
        arrays(written, "retired", "ask");
        fill(written, Map.of("description", "\"no case\""));
        each(written, "roleTypes", type -> {
            fill(
                    type,
                    Map.of(
                            "label",
                            "\"a type\"",
                            "superuser",
                            "false",
                            "profilePolicy",
                            "\"REQUIRED\"",
                            "identityPolicy",
                            "\"ANY\""));
        });
        each(
                written,
                "roles",
                role -> fill(role, Map.of("label", "\"a role\"", "requiredAttributes", "[]", "assignableBy", "[]")));
        each(written, "nodes", node -> fill(node, NODE));
        for (String settings : List.of("settings", "settingsLater")) {
            each(
                    written,
                    settings,
                    setting -> fill(
                            setting,
                            Map.of("label", "\"a setting\"", "relevantRoleTypes", "[]", "relevantRoles", "[]")));
        }
        each(written, "profiles", profile -> {
            fill(profile, Map.of("defaults", "[]", "nodes", "{}", "settings", "{}"));
            each(
                    profile,
                    "nodes",
                    choice -> fill(choice, Map.of("conditions", "{}", "scopes", "{}", "levelScopes", "{}")));
        });
        each(written, "users", user -> fill(user, Map.of("attributes", "{}")));
        each(
                written,
                "records",
                resource -> resource.propertyStream().forEach(record -> record((ObjectNode) record.getValue())));
        written.get("ask").forEach(ask -> {
            fill((ObjectNode) ask, Map.of("attributes", "{}"));
            if (ask.get("with") != null) {
                fill((ObjectNode) ask.get("with"), Map.of("containers", "{}", "attributes", "{}"));
            }
        });
        return STRICT.treeToValue(written, CaseFile.class);
    }

    private static void merge(ObjectNode written, String part, ObjectNode base) {
        ObjectNode own = (ObjectNode) written.get(part);
        if (own != null) {
            base.setAll(own);
        }
        written.set(part, base);
    }

    private static void record(ObjectNode record) {
        fill(record, Map.of("assignees", "[]", "containers", "{}", "attributes", "{}"));
    }

    private static void objects(ObjectNode in, String... names) {
        for (String name : names) {
            fill(in, Map.of(name, "{}"));
        }
    }

    private static void arrays(ObjectNode in, String... names) {
        for (String name : names) {
            fill(in, Map.of(name, "[]"));
        }
    }

    private static void each(ObjectNode in, String name, java.util.function.Consumer<ObjectNode> change) {
        in.get(name).propertyStream().forEach(entry -> change.accept((ObjectNode) entry.getValue()));
    }

    private static void fill(ObjectNode object, Map<String, String> missing) {
        missing.forEach((name, json) -> {
            if (!object.has(name)) {
                object.set(name, STRICT.readTree(json));
            }
        });
    }
}
