package io.mandate.server.demo;

import io.mandate.store.schema.StoreCheck;
import java.time.Instant;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Dates the sample tenants, so that their history spans several months: the store's one clock is replaced while
/// they are loaded, which takes the owner's credential, and is the shipped one again afterwards. Only a store that
/// holds nothing but sample tenants is dated so; and a load that was killed leaves a clock with which a start
/// refuses to go on, unless it is a start of the demo, which puts it right.
public final class DemoClock implements AutoCloseable {
    private static final String SHIPPED = "select clock_timestamp()";

    private final JdbcClient owner;

    /// @param owner connections that may replace the clock
    public DemoClock(DataSource owner) {
        this.owner = JdbcClient.create(owner);
    }

    /// Whether the past may be written now: there is nothing but sample tenants, and that day is over.
    boolean mayDate(Instant latest) {
        return owner.sql("""
            SELECT NOT EXISTS (SELECT FROM mandate.tenant_head
                WHERE tenant <> 'system' AND NOT starts_with(tenant, 'demo-'))
              AND clock_timestamp() > ?::timestamptz\
            """).param(latest.toString()).query(Boolean.class).single();
    }

    /// From now on it is that moment.
    void at(Instant moment) {
        replace("select timestamptz ''" + moment + "''" + StoreCheck.DEMO_MARK);
    }

    /// Puts back the shipped clock, if this one was left in its place.
    public void release() {
        boolean replaced = owner.sql("SELECT prosrc FROM pg_proc WHERE oid = 'mandate.event_time()'::regprocedure")
                .query(String.class)
                .single()
                .endsWith(StoreCheck.DEMO_MARK);
        if (replaced) {
            replace(SHIPPED);
        }
    }

    @Override
    public void close() {
        release();
    }

    private void replace(String source) {
        owner.sql("CREATE OR REPLACE FUNCTION mandate.event_time() RETURNS timestamptz LANGUAGE sql VOLATILE AS '"
                        + source + "'")
                .update();
    }
}
