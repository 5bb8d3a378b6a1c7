package io.mandate.store.proof.key;

import io.mandate.events.values.TenantId;
import io.mandate.store.StoreId;
import io.mandate.store.note.VerifierKey;
import io.mandate.store.proof.TenantCheckpoint;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The public keys that this store was ever signed with, as it tells them to others.
@Component
public final class KnownKeys {
    private final JdbcClient database;

    KnownKeys(DataSource database) {
        this.database = JdbcClient.create(database);
    }

    /// @param succession the note by which the key before handed over to this one; null where none did
    public record Known(
            int epoch, VerifierKey key, @Nullable String succession) {}

    /// The keys under the name by which they sign a tenant's checkpoints, oldest first.
    public List<Known> of(StoreId store, TenantId tenant) {
        String name = TenantCheckpoint.origin(store.value(), tenant);
        return database.sql("select epoch, public_key, succession from mandate.proof_key order by epoch")
                .query((row, _) -> new Known(
                        row.getInt(1), VerifierKey.parse(row.getString(2)).as(name), row.getString(3)))
                .list();
    }
}
