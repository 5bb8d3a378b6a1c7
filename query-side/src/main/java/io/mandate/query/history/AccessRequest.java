package io.mandate.query.history;

import io.mandate.access.AccessView;
import io.mandate.access.catalog.Catalog;
import io.mandate.access.catalog.CatalogNode;
import io.mandate.access.catalog.Defined;
import io.mandate.access.decision.AssertedRecord;
import io.mandate.access.history.AccessQuestion;
import io.mandate.access.index.TenantVersions;
import io.mandate.events.catalog.AttributeDefinition;
import io.mandate.events.catalog.AttributeDefinition.Sensitivity;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.InstanceType;
import io.mandate.events.values.InvalidValueException;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.UserId;
import io.mandate.query.asked.Asked;
import io.mandate.query.position.PageRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// What is asked about the past, as parameters say it.
///
/// @param node a node, or an alias of one
/// @param record null: some record or other
/// @param owner who owns the record, beside what was registered; likewise the others
/// @param container each `type:id`
/// @param attribute each `name:value`
public record AccessRequest(
        @Nullable String node,
        @Nullable String action,
        @Nullable String record,
        @Nullable String creator,
        @Nullable String owner,
        @Nullable List<String> assignee,
        @Nullable List<String> container,
        @Nullable List<String> attribute,
        @Nullable Boolean masked,
        @Nullable String from,
        @Nullable String to) {

    /// Refuses what cannot be read, and with FIELD_REQUIRED what is missing. What is left may be noted: ids, names of
    /// the catalog and moments, none of which is anybody's.
    void check(AccessView now) {
        String name = required("node", node);
        if (now.catalog().holder(name) == null) {
            NodeKey _ = new NodeKey(name);
        }
        ActionName _ = new ActionName(required("action", action));
        RecordId _ = recordId();
        AssertedRecord _ = asserted();
        Window.moment("from", from, now.tenantState().zone());
        Window.moment("to", to, now.tenantState().zone());
    }

    /// Refused as [NameThen#of], with ACTION_NOT_SUPPORTED for an action that the node supported never in the
    /// window and does not now; and as [#check].
    ///
    /// @param versions of which the window is a part
    AccessQuestion question(AccessView now, TenantVersions versions, Window window) {
        String name = required("node", node);
        NodeKey asked = NameThen.of(name, now, versions, window);
        ActionName wanted = new ActionName(required("action", action));
        CatalogNode known = now.catalog().node(asked);
        ActionSet supported =
                known == null ? ActionSet.NONE : known.definition().supportedActions();
        if (!supported.contains(wanted) && !supportedIn(versions, window, asked, wanted)) {
            throw new RejectedException(Rejection.of(
                    RejectionCode.ACTION_NOT_SUPPORTED,
                    "node",
                    asked,
                    "actions",
                    wanted,
                    "supported",
                    supported.actions()));
        }
        return new AccessQuestion(asked, wanted, recordId(), asserted());
    }

    private @Nullable RecordId recordId() {
        return record == null ? null : new RecordId(record);
    }

    private static boolean supportedIn(TenantVersions versions, Window window, NodeKey node, ActionName action) {
        return LongStream.concat(
                        LongStream.of(window.first()),
                        LongStream.of(versions.groundChanges(window.first(), window.last())))
                .anyMatch(seq -> supports(versions.at(seq), node, action));
    }

    private static boolean supports(AccessView view, NodeKey node, ActionName action) {
        CatalogNode then = view.catalog().node(node);
        return then != null && then.definition().supportedActions().contains(action);
    }

    private static String required(String field, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw new RejectedException(Rejection.of(RejectionCode.FIELD_REQUIRED, "field", field));
        }
        return value;
    }

    private @Nullable AssertedRecord asserted() {
        if (creator == null && owner == null && assignee == null && container == null && attribute == null) {
            return null;
        }
        SortedSet<UserId> assignees = new TreeSet<>();
        each(assignee).forEach(id -> assignees.add(new UserId(id)));
        Map<InstanceType, SortedSet<RecordId>> containers = new HashMap<>();
        each(container)
                .forEach(pair -> containers
                        .computeIfAbsent(new InstanceType(half("container", pair, 0)), _ -> new TreeSet<>())
                        .add(new RecordId(half("container", pair, 1))));
        Map<AttributeKey, String> attributes = new HashMap<>();
        each(attribute)
                .forEach(pair ->
                        attributes.put(new AttributeKey(half("attribute", pair, 0)), half("attribute", pair, 1)));
        return new AssertedRecord(
                creator == null ? null : new UserId(creator),
                owner == null ? null : new UserId(owner),
                assignee == null ? null : assignees,
                containers,
                attributes);
    }

    private static List<String> each(@Nullable List<String> values) {
        return values == null ? List.of() : values;
    }

    private static String half(String name, String pair, int which) {
        int colon = pair.indexOf(':');
        if (colon < 1) {
            throw new InvalidValueException(name, "must be written as name:value");
        }
        return which == 0 ? pair.substring(0, colon) : pair.substring(colon + 1);
    }

    /// The page of a walk through this very report.
    public PageRequest page(@Nullable String after, @Nullable Integer limit, @Nullable Boolean count) {
        return PageRequest.of(
                "history-access-" + Integer.toHexString(asked().facts().hashCode()), after, limit, count);
    }

    /// All that is asked, by the names of the parameters.
    public Asked asked() {
        return common().with("attribute", attribute);
    }

    /// For the access journal. Who is named in it is named by id, and of attributes only those have their values that
    /// the catalog declares as decisive: all others may be personal, and the journal forgets nothing.
    Asked noted(AccessView now) {
        return common().with("attribute", attribute == null ? null : noted(attribute, now.catalog()));
    }

    private Asked common() {
        return new Asked()
                .with("node", node)
                .with("action", action)
                .with("record", record)
                .with("creator", creator)
                .with("owner", owner)
                .with("assignee", assignee)
                .with("container", container)
                .with("masked", masked)
                .with("from", from)
                .with("to", to);
    }

    private static List<String> noted(List<String> attributes, Catalog catalog) {
        return attributes.stream()
                .map(pair -> decisive(half("attribute", pair, 0), catalog) ? pair : half("attribute", pair, 0))
                .toList();
    }

    private static boolean decisive(String name, Catalog catalog) {
        Defined<AttributeDefinition> known = catalog.attributes().get(new AttributeKey(name));
        return known != null && known.definition().sensitivity() == Sensitivity.DECISIVE;
    }
}
