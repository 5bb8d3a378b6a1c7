package io.mandate.access.catalog;

import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Puts the words of a catalog where the sentence of a refusal would show keys. The parameters stay what they are, and
/// what the catalog does not know is said as it was sent. For one thread, as [CatalogWords].
public final class RejectionInWords {
    /// Whoever is told these names things by their keys: authors of catalogs, and who asked for a key that is none.
    /// That of a master key speaks of other nodes.
    private static final Set<RejectionCode> IN_KEYS = EnumSet.of(
            RejectionCode.CATALOG_INVALID,
            RejectionCode.CATALOG_KIND_FIXED,
            RejectionCode.ALIAS_TAKEN,
            RejectionCode.LIMIT_IN_USE,
            RejectionCode.HISTORY_IN_USE,
            RejectionCode.QUOTA_IN_USE,
            RejectionCode.NODE_UNKNOWN,
            RejectionCode.NODE_AMBIGUOUS,
            RejectionCode.MODULE_UNKNOWN,
            RejectionCode.SETTING_UNKNOWN,
            RejectionCode.ROLE_UNKNOWN,
            RejectionCode.ROLE_TYPE_UNKNOWN,
            RejectionCode.ATTRIBUTE_UNKNOWN,
            RejectionCode.TIER_UNKNOWN,
            RejectionCode.MASTER_KEY_NOT_EVERYWHERE);

    /// How fields that are attributes of a user begin, where one is required; elsewhere they are those of records, too.
    private static final String ATTRIBUTE = "attributes.";

    private final CatalogWords words;

    public RejectionInWords(Catalog catalog) {
        this.words = new CatalogWords(catalog);
    }

    /// The same refusal, said in the words of the catalog, but for what is said in others already.
    public Rejection said(Rejection rejection) {
        if (IN_KEYS.contains(rejection.code())) {
            return rejection;
        }
        Rejection told = rejection;
        for (Map.Entry<String, Object> fact : rejection.parameters().entrySet()) {
            Object word =
                    told.words().containsKey(fact.getKey()) ? null : word(told.code(), fact.getKey(), fact.getValue());
            told = word == null ? told : told.said(fact.getKey(), word);
        }
        return told;
    }

    private @Nullable Object word(RejectionCode code, String parameter, Object value) {
        return switch (parameter) {
            case "node", "resource" -> each(value, words::node);
            case "nodes", "needed" -> rights(value);
            case "level", "levels" -> each(value, words::level);
            case "action", "actions", "required", "supported" -> each(value, words::action);
            case "setting" -> each(value, words::setting);
            case "role" -> each(value, words::role);
            case "roleType", "profileRoleType", "userRoleType", "allowed" -> each(value, words::roleType);
            case "attribute" -> each(value, words::attribute);
            case "tier" -> each(value, words::tier);
            case "field" -> code == RejectionCode.FIELD_REQUIRED ? each(value, this::field) : null;
            default -> null;
        };
    }

    private static Object each(Object value, UnaryOperator<String> word) {
        return value instanceof Collection<?> many
                ? many.stream().map(String::valueOf).map(word).toList()
                : word.apply(String.valueOf(value));
    }

    private String field(String field) {
        return field.startsWith(ATTRIBUTE) ? words.attribute(field.substring(ATTRIBUTE.length())) : field;
    }

    /// What is held or lacking on several nodes, each written as `commerce/orders: view edit`, becomes
    /// `View and Edit on Orders; View on Invoices`.
    private @Nullable Object rights(Object value) {
        return value instanceof Collection<?> many
                ? many.stream().map(String::valueOf).map(this::right).collect(Collectors.joining("; "))
                : null;
    }

    private String right(String written) {
        int colon = written.indexOf(": ");
        return colon < 0
                ? written
                : listed(written.substring(colon + 2)) + " on " + words.node(written.substring(0, colon));
    }

    private String listed(String actions) {
        List<String> all = Stream.of(actions.split(" ")).map(words::action).toList();
        int last = all.size() - 1;
        return last == 0 ? all.getFirst() : String.join(", ", all.subList(0, last)) + " and " + all.getLast();
    }
}
