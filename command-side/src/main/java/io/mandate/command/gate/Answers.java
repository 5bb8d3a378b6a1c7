package io.mandate.command.gate;

import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The stored form of answers, for retries. No person's name is in it: rejections hold ids here.
final class Answers {
    private static final JsonMapper JSON = new JsonMapper();

    private Answers() {}

    static String write(Outcome outcome) {
        return JSON.writeValueAsString(outcome);
    }

    static Outcome readOutcome(String stored) {
        return JSON.readValue(stored, Outcome.class);
    }

    static String write(BulkOutcome outcome) {
        List<StoredItem> items = outcome.items().stream().map(StoredItem::of).toList();
        return JSON.writeValueAsString(new StoredBulk(outcome.position(), items, outcome.warnings()));
    }

    static BulkOutcome readBulk(String stored) {
        StoredBulk bulk = JSON.readValue(stored, StoredBulk.class);
        return new BulkOutcome(
                bulk.position(), bulk.items().stream().map(StoredItem::item).toList(), bulk.warnings());
    }

    private record StoredBulk(
            io.mandate.events.values.Position position, List<StoredItem> items, List<Map<String, Object>> warnings) {}

    private record StoredItem(
            int index,
            boolean changed,
            @Nullable RejectionCode code,
            @Nullable Map<String, Object> parameters) {
        static StoredItem of(ItemOutcome item) {
            Rejection rejection = item.rejection();
            return rejection == null
                    ? new StoredItem(item.index(), item.changed(), null, null)
                    : new StoredItem(item.index(), item.changed(), rejection.code(), rejection.parameters());
        }

        ItemOutcome item() {
            return new ItemOutcome(
                    index,
                    changed,
                    code == null ? null : new Rejection(code, parameters == null ? Map.of() : parameters));
        }
    }
}
