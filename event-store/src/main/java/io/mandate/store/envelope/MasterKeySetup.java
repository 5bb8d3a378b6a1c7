package io.mandate.store.envelope;

import io.mandate.store.startup.StartupRefusedException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Finds the master key of this store when the process starts, makes one for a new store, and refuses any other.
final class MasterKeySetup {
    private static final byte[] PROOF = "Mandate knows this key.".getBytes(java.nio.charset.StandardCharsets.UTF_8);

    private final JdbcClient database;

    MasterKeySetup(JdbcClient database) {
        this.database = database;
    }

    /// @param value the written form from the environment; it wins over the file
    MasterKey open(Optional<String> value, MasterKeyFile file) {
        MasterKey key = parse(value.or(file::read).orElseGet(() -> newKey(file)), value.isPresent(), file);
        prove(key);
        verify(key);
        rewrap(key);
        return key;
    }

    private String newKey(MasterKeyFile file) {
        if (!epochs().isEmpty()) {
            throw new MasterKeyMissing(
                    "The master key is missing, and this store has data sealed under it: put it back to " + file.path()
                            + " or set MANDATE_MASTER_KEY_VALUE.");
        }
        return file.create();
    }

    private static MasterKey parse(String written, boolean fromEnvironment, MasterKeyFile file) {
        try {
            return MasterKey.parse(written);
        } catch (IllegalArgumentException e) {
            String where = fromEnvironment ? "in the environment" : "in " + file.path();
            throw new StartupRefusedException(
                    "The master key " + where + " is not one: " + e.getMessage() + ". Put the right one back.", e);
        }
    }

    /// Notes that this store is used with this key from now on.
    private void prove(MasterKey key) {
        int epoch = key.newest();
        database.sql("insert into mandate.master_key_epoch (epoch, proof) values (?, ?) on conflict do nothing")
                .params(epoch, key.wrap(epoch, PROOF, place(epoch)))
                .update();
    }

    private void verify(MasterKey key) {
        for (Epoch known : epochs()) {
            if (key.has(known.epoch())) {
                try {
                    key.unwrap(known.epoch(), known.proof(), place(known.epoch()));
                } catch (DamagedTextException _) {
                    throw new MasterKeyMissing(
                            "The master key is not the one this store was used with: put that one back"
                                    + " (with several nodes, all use the key that the first one made).");
                }
            } else if (known.wraps() > 0) {
                throw new MasterKeyMissing("Epoch " + known.epoch() + " of the master key is missing, and "
                        + known.wraps() + " tenants are sealed under it: add its line again.");
            }
        }
    }

    /// After a newer epoch was added, wraps the tenants' keys under it; then the older one can be taken away.
    private void rewrap(MasterKey key) {
        int newest = key.newest();
        database.sql("select tenant, version, epoch, wrapped from mandate.tenant_key where epoch < ? and wrapped is not null")
                .param(newest)
                .query((row, _) -> new Wrapped(row.getString(1), row.getInt(2), row.getInt(3), row.getBytes(4)))
                .list()
                .forEach(old -> {
                    String place = TenantKeys.place(old.tenant());
                    byte[] again = key.wrap(newest, key.unwrap(old.epoch(), old.wrapped(), place), place);
                    database.sql("""
                                    update mandate.tenant_key set epoch = ?, wrapped = ?
                                    where tenant = ? and version = ? and epoch = ? and wrapped is not null""")
                            .params(newest, again, old.tenant(), old.version(), old.epoch())
                            .update();
                });
    }

    private List<Epoch> epochs() {
        return database.sql("""
                        select epoch, proof, (select count(*) from mandate.tenant_key t
                          where t.epoch = m.epoch and t.wrapped is not null)
                        from mandate.master_key_epoch m order by epoch""")
                .query((row, _) -> new Epoch(row.getInt(1), row.getBytes(2), row.getLong(3)))
                .list();
    }

    private static String place(int epoch) {
        return "mandate/master/" + epoch;
    }

    @SuppressWarnings("ArrayRecordComponent") // bytes of a database row; compared nowhere
    private record Epoch(int epoch, byte[] proof, long wraps) {}

    @SuppressWarnings("ArrayRecordComponent") // bytes of a database row; compared nowhere
    private record Wrapped(String tenant, int version, int epoch, byte[] wrapped) {}
}
