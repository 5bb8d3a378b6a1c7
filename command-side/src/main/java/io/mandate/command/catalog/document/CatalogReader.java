package io.mandate.command.catalog.document;

import io.mandate.command.catalog.document.CatalogDocument.FirstAdministrator;
import io.mandate.command.catalog.document.CatalogDocument.InitialProfile;
import io.mandate.command.catalog.document.CatalogDocument.Quota;
import io.mandate.events.tenant.Policy;
import io.mandate.events.values.InvalidValueException;
import io.mandate.http.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Reads catalog documents. A document passes as a whole or is refused with `CATALOG_INVALID`, which names the first
/// place and rule and lists up to 100 as `problems`.
public final class CatalogReader {
    /// The largest document, in bytes.
    public static final int LARGEST = 8 * 1024 * 1024;

    /// The most nodes a catalog has.
    public static final int MOST_NODES = 10_000;

    /// The catalogs that come with Mandate.
    public static final SortedSet<String> SHIPPED = new TreeSet<>(List.of(
            "commerce-classic",
            "commerce",
            "contact-center",
            "feedback",
            "authzen-certification",
            "administration",
            "system"));

    /// The shipped catalog of a tenant for which none is named.
    public static final String BARE = "administration";

    private static final StrictJson STRICT = new StrictJson();
    private static final JsonMapper CANONICAL = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private CatalogReader() {}

    /// Reads a document in JSON.
    ///
    /// @throws io.mandate.http.json.MalformedJsonException if it is not JSON
    public static CatalogDocument json(byte[] bytes) {
        bounded(bytes);
        return tree(STRICT.read(bytes, JsonNode.class));
    }

    /// Reads a document in YAML 1.2; what is not YAML is refused with `CATALOG_INVALID`, naming the line.
    public static CatalogDocument yaml(byte[] bytes) {
        bounded(bytes);
        return tree(YamlText.read(bytes));
    }

    /// Reads one of the catalogs that come with Mandate.
    ///
    /// @param name one of [#SHIPPED]
    public static CatalogDocument shipped(String name) {
        if (!SHIPPED.contains(name)) {
            throw new InvalidValueException("catalog", "must be one of " + String.join(", ", SHIPPED));
        }
        return yaml(CatalogSchema.resource("/catalogs/" + name + ".yaml"));
    }

    /// Reads a document that is already a tree.
    public static CatalogDocument tree(JsonNode document) {
        Draft draft = new Draft();
        CatalogSchema.check(document, draft.complaints);
        draft.complaints.refuse();
        if (nodes(document.path("modules")) > MOST_NODES) {
            throw Complaints.rejection("/modules", "a catalog has at most " + MOST_NODES + " nodes");
        }
        try {
            return read(document, draft);
        } catch (InvalidValueException e) {
            throw Complaints.rejection("", e.type() + " " + e.rule());
        }
    }

    private static CatalogDocument read(JsonNode document, Draft draft) {
        VocabularyReader.read(document, draft);
        NodeReader.read(document, draft);
        SettingReader.read(document, draft);
        NodeChecks.check(draft);
        SettingChecks.check(draft);
        Map<Policy, String> policies = BeginningReader.policies(document, draft.complaints);
        List<Quota> quotas = BeginningReader.quotas(document);
        List<InitialProfile> profiles = BeginningReader.profiles(document);
        FirstAdministrator first = BeginningReader.firstAdministrator(document);
        BeginningChecks beginning = new BeginningChecks(draft);
        beginning.quotas(quotas);
        beginning.profiles(profiles);
        if (first != null) {
            beginning.firstAdministrator(first, profiles);
        }
        draft.complaints.refuse();
        return new CatalogDocument(
                Json.text(document, "catalog"),
                Json.text(document, "version"),
                checksum(document),
                draft.tiers,
                draft.roleTypes,
                draft.attributes,
                draft.roles,
                draft.nodes,
                draft.settings,
                policies,
                quotas,
                profiles,
                first);
    }

    private static int nodes(JsonNode list) {
        int count = 0;
        for (JsonNode node : list) {
            count += 1 + nodes(node.path("nodes"));
        }
        return count;
    }

    private static void bounded(byte[] bytes) {
        if (bytes.length > LARGEST) {
            throw Complaints.rejection("", "a catalog has at most " + LARGEST + " bytes");
        }
    }

    private static String checksum(JsonNode document) {
        byte[] canonical = CANONICAL
                .writeValueAsString(CANONICAL.treeToValue(document, Object.class))
                .getBytes(StandardCharsets.UTF_8);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
