package io.mandate.store.append;

import io.mandate.events.values.TenantId;
import io.mandate.store.append.StreamReader.Ahead;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

@Component
class RowTenantLock implements TenantLock {
    private static final String LOCK = "select seq, recorded_at from mandate.tenant_head where tenant = ? for update";

    private final RoundTrip database;
    private final StreamReader streams;

    RowTenantLock(DataSource database, StreamReader streams) {
        this.database = new RoundTrip(database);
        this.streams = streams;
    }

    @Override
    public Head lock(TenantId tenant) {
        return tryFind(tenant).orElseThrow(() -> new UnknownTenantException(tenant));
    }

    @Override
    public Optional<Head> tryFind(TenantId tenant) {
        return tryFind(tenant, Set.of(), List.of());
    }

    @Override
    public Optional<Head> tryFind(TenantId tenant, Set<String> needed, List<Aside> asides) {
        Appending.requireTransaction();
        Optional<Appending> held = Appending.current();
        if (held.isEmpty()) {
            return locked(tenant, needed, asides);
        }
        if (!held.get().tenant().equals(tenant)) {
            throw new UnguardedAppendException(
                    "this transaction holds tenant " + held.get().tenant()
                            + " already: a commit is of one tenant, and a second lock could wait for ever");
        }
        database.send(asides);
        return Optional.of(held.get().head());
    }

    private Optional<Head> locked(TenantId tenant, Set<String> needed, List<Aside> asides) {
        List<Head> head = new ArrayList<>(1);
        Map<String, Ahead> ahead = new HashMap<>();
        needed.forEach(stream -> ahead.put(stream, streams.ahead(stream)));
        List<Aside> all = new ArrayList<>();
        all.add(new Aside(LOCK, List.of(tenant.value()), rows -> {
            if (rows.next()) {
                head.add(new Head(
                        tenant,
                        rows.getLong(1),
                        rows.getObject(2, OffsetDateTime.class).toInstant()));
            }
        }));
        all.addAll(asides);
        ahead.values().forEach(stream -> all.add(stream.aside()));
        database.send(all);
        head.forEach(found -> Appending.begin(found, ahead));
        return head.stream().findFirst();
    }
}
