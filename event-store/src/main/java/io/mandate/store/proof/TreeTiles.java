package io.mandate.store.proof;

import io.mandate.events.values.TenantId;
import io.mandate.store.merkle.TileEdge.FullTiles;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The full tiles of one tree, in the database.
final class TreeTiles implements FullTiles {
    private static final int MOST_SEEN = 64;

    private final JdbcClient database;
    private final TenantId tenant;
    private final Log log;
    private final Map<String, byte[]> seen = new LinkedHashMap<>();

    /// What there are trees of.
    enum Log {
        EVENT,
        JOURNAL;

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    TreeTiles(JdbcClient database, TenantId tenant, Log log) {
        this.database = database;
        this.tenant = tenant;
        this.log = log;
    }

    /// Paths of neighbours run through the same tiles, which never change once they are full.
    @Override
    public byte[] read(int level, long number) {
        String place = level + "/" + number;
        byte[] known = seen.get(place);
        if (known != null) {
            return known;
        }
        byte[] tile = stored(level, number);
        if (seen.size() >= MOST_SEEN) {
            seen.remove(seen.keySet().iterator().next());
        }
        seen.put(place, tile);
        return tile;
    }

    private byte[] stored(int level, long number) {
        return database.sql(
                        "select hashes from mandate.proof_tile where tenant = ? and log = ? and level = ? and number ="
                                + " ?")
                .params(tenant.value(), log.stored(), level, number)
                .query(byte[].class)
                .optional()
                .orElseThrow(() -> new BrokenTreeException(
                        "tile " + number + " of level " + level + " of the " + log.stored() + " tree is missing"));
    }

    @Override
    public void write(int level, long number, byte[] hashes) {
        database.sql("insert into mandate.proof_tile (tenant, log, level, number, hashes) values (?, ?, ?, ?, ?)")
                .params(tenant.value(), log.stored(), level, number, hashes)
                .update();
    }
}
