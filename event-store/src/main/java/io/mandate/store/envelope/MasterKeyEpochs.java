package io.mandate.store.envelope;

import io.mandate.events.problem.Counted;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The epochs of the master key as this store knows them: which were ever used, which one wraps,
/// which are destroyed. The keys themselves are never in the database.
@Component
public class MasterKeyEpochs {
    private static final byte[] PROOF = "Mandate knows this key.".getBytes(StandardCharsets.UTF_8);

    private final JdbcClient database;

    MasterKeyEpochs(DataSource database) {
        this.database = JdbcClient.create(database);
    }

    /// One epoch.
    ///
    /// @param activatedAt since when it wraps; null: not yet
    /// @param destroyedAt null: it still opens
    /// @param wraps how many versions of tenants' keys are wrapped under it
    public record Epoch(
            int number,
            @Nullable Instant activatedAt,
            @Nullable Instant destroyedAt,
            long wraps) {
        public boolean living() {
            return destroyedAt == null;
        }
    }

    /// A process at work with this store.
    ///
    /// @param name what operators know it by
    /// @param epochs that it has
    public record Node(String name, SortedSet<Integer> epochs) {}

    /// How everything stands.
    ///
    /// @param active the epoch that wraps
    /// @param nodes the processes that were seen within the last half minute
    public record Standing(int active, List<Epoch> epochs, List<Node> nodes) {
        public Standing {
            epochs = List.copyOf(epochs);
            nodes = List.copyOf(nodes);
        }
    }

    public Standing standing() {
        return new Standing(active(), epochs(), nodes());
    }

    /// From the commit of the current transaction on that epoch wraps. The commit that records
    /// [io.mandate.events.tenant.TenantEvent.MasterKeyActivated] does this by itself.
    public void activate(int epoch) {
        database.sql("update mandate.master_key_epoch set activated_at = clock_timestamp() where epoch = ?")
                .param(epoch)
                .update();
    }

    /// That epoch is over in the current transaction, for ever; refused with
    /// [IllegalStateException] while anything is wrapped under it. The commit that records
    /// [io.mandate.events.tenant.TenantEvent.MasterKeyDestroyed] does this by itself.
    public void destroy(int epoch) {
        // Waits for whoever wraps under it at this moment, and keeps others from beginning to.
        database.sql("select epoch from mandate.master_key_epoch where epoch = ? for update")
                .param(epoch)
                .query(Integer.class)
                .single();
        long wraps = database.sql("select count(*) from mandate.tenant_key where epoch = ? and wrapped is not null")
                .param(epoch)
                .query(Long.class)
                .single();
        if (wraps > 0) {
            throw new IllegalStateException(
                    Counted.of(wraps, "key is", "keys are") + " still wrapped under epoch " + epoch);
        }
        database.sql("""
                        update mandate.master_key_epoch set destroyed_at = clock_timestamp()
                        where epoch = ? and destroyed_at is null""").param(epoch).update();
    }

    /// The epoch that wraps, 0 before the first.
    int active() {
        return database.sql("""
                        select coalesce(max(epoch), 0) from mandate.master_key_epoch
                        where activated_at is not null and destroyed_at is null""").query(Integer.class).single();
    }

    List<Epoch> epochs() {
        return database.sql("""
                        select epoch, activated_at, destroyed_at, (select count(*) from mandate.tenant_key t
                          where t.epoch = m.epoch and t.wrapped is not null)
                        from mandate.master_key_epoch m order by epoch""")
                .query((row, _) -> new Epoch(
                        row.getInt(1),
                        instant(row.getObject(2, OffsetDateTime.class)),
                        instant(row.getObject(3, OffsetDateTime.class)),
                        row.getLong(4)))
                .list();
    }

    private List<Node> nodes() {
        return database.sql("""
                        select name, epochs from mandate.master_key_node
                        where seen_at > clock_timestamp() - interval '30 seconds' order by name, node""")
                .query((row, _) -> new Node(row.getString(1), new TreeSet<>(List.of((Integer[])
                        row.getArray(2).getArray()))))
                .list();
    }

    /// Notes that a process is at work, with these epochs.
    void seen(String node, String name, SortedSet<Integer> epochs) {
        database.sql("""
                        insert into mandate.master_key_node (node, name, epochs, seen_at)
                        values (?, ?, ?, clock_timestamp())
                        on conflict (node) do update set epochs = excluded.epochs, seen_at = excluded.seen_at""").params(node, name, epochs.toArray(Integer[]::new)).update();
    }

    /// The process ends, and others that never said so are forgotten.
    void gone(String node) {
        database.sql(
                        "delete from mandate.master_key_node where node = ? or seen_at < clock_timestamp() - interval '1 day'")
                .param(node)
                .update();
    }

    /// Notes that this store is used with these keys from now on; the first one of all wraps at
    /// once.
    void prove(MasterKey key) {
        for (int epoch : key.epochs()) {
            database.sql("""
                            insert into mandate.master_key_epoch (epoch, proof, activated_at)
                            values (?, ?, case when exists (select from mandate.master_key_epoch) then null
                              else clock_timestamp() end) on conflict do nothing""")
                    .params(epoch, key.wrap(epoch, PROOF, place(epoch)))
                    .update();
        }
    }

    /// Refuses with [MasterKeyMissing] a key that is not the one of its epoch, or one that lacks
    /// what is needed.
    void verify(MasterKey key) {
        int active = active();
        for (Epoch known : epochs()) {
            if (key.has(known.number())) {
                requireProof(key, known.number());
            } else if (known.wraps() > 0) {
                throw new MasterKeyMissing("Epoch " + known.number() + " of the master key is missing, and "
                        + Counted.of(known.wraps(), "key of a tenant is", "keys of tenants are")
                        + " sealed under it: add its line again.");
            } else if (known.number() == active) {
                throw new MasterKeyMissing(
                        "Epoch " + active + " of the master key is in use and missing: add its line again.");
            }
        }
    }

    private void requireProof(MasterKey key, int epoch) {
        byte[] proof = database.sql("select proof from mandate.master_key_epoch where epoch = ?")
                .param(epoch)
                .query((row, _) -> row.getBytes(1))
                .single();
        try {
            key.unwrap(epoch, proof, place(epoch));
        } catch (DamagedTextException _) {
            throw new MasterKeyMissing("The master key is not the one this store was used with: put that one back"
                    + " (with several nodes, all use the key that the first one made).");
        }
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    private static String place(int epoch) {
        return "mandate/master/" + epoch;
    }
}
