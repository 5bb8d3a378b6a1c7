package io.mandate.access.oracle;

import io.mandate.events.record.RecordData;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// All that was said of a record since it was registered, the last at the end.
final class ToldRecord implements Known {
    private final List<Said<RecordData>> said = new ArrayList<>();

    ToldRecord(RecordData data, long seq) {
        say(data, seq);
    }

    void say(RecordData data, long seq) {
        said.add(new Said<>(data, seq));
    }

    @Override
    public RecordData data() {
        return said.getLast().value();
    }

    @Override
    public long changed() {
        return said.getLast().seq();
    }

    /// The event since which it is true without interruption.
    @Override
    public Set<Long> since(String part, Predicate<RecordData> something) {
        int first = said.size() - 1;
        while (first > 0 && something.test(said.get(first - 1).value())) {
            first--;
        }
        return Set.of(said.get(first).seq());
    }
}
