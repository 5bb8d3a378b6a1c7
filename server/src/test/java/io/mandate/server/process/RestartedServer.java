package io.mandate.server.process;

import io.mandate.events.values.TenantId;
import io.mandate.query.projection.Generation;
import io.mandate.query.projection.Projection;
import io.mandate.query.projection.ProjectionRebuild;
import io.mandate.query.projection.ProjectionStatus;
import io.mandate.query.projection.Table;
import io.mandate.server.MandateApplication;
import io.mandate.store.follow.EventReader;
import io.mandate.store.journal.AccessJournal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A server in this JVM, on the folder that a killed one left; its parts can be asked directly.
record RestartedServer(ConfigurableApplicationContext context) implements AutoCloseable {
    static RestartedServer on(Path data) {
        return new RestartedServer(MandateApplication.start("--mandate.data=" + data, "--server.port=0"));
    }

    String url() {
        return "http://localhost:" + context.getEnvironment().getProperty("local.server.port");
    }

    JdbcClient sql() {
        return context.getBean(JdbcClient.class);
    }

    AccessJournal journal() {
        return context.getBean(AccessJournal.class);
    }

    boolean readModelsAreComplete() {
        ProjectionStatus.Report report = context.getBean(ProjectionStatus.class).report();
        return report.generation() != null && report.current() == report.tenants();
    }

    /// For each table, how many rows of the live models a rebuild from the events does not make, or makes besides.
    Map<String, Long> differencesFromARebuild() throws SQLException {
        List<Projection> projections =
                context.getBeanProvider(Projection.class).stream().toList();
        Integer live = sql().sql("SELECT generation FROM mandate.query_pointer")
                .query(Integer.class)
                .single();
        try (Connection connection = context.getBean(DataSource.class).getConnection()) {
            connection.setAutoCommit(false);
            Generation rebuilt =
                    new ProjectionRebuild(projections, context.getBean(EventReader.class)).rebuild(connection);
            connection.setAutoCommit(true);
            Map<String, Long> differences = new TreeMap<>();
            for (Projection projection : projections) {
                for (Table<?> table : projection.tables()) {
                    differences.put(table.name(), differences(new Generation(live), rebuilt, table));
                }
            }
            return differences;
        }
    }

    private long differences(Generation live, Generation rebuilt, Table<?> table) {
        String rows = "SELECT to_jsonb(t)::text FROM %s t";
        String one = rows.formatted(live.table(table));
        String other = rows.formatted(rebuilt.table(table));
        return sql().sql("SELECT count(*) FROM ((%1$s EXCEPT ALL %2$s) UNION ALL (%2$s EXCEPT ALL %1$s)) d"
                        .formatted(one, other))
                .query(Long.class)
                .single();
    }

    /// How many rows of a tenant the audit index has.
    long auditRows(TenantId tenant) {
        Integer live = sql().sql("SELECT generation FROM mandate.query_pointer")
                .query(Integer.class)
                .single();
        return sql().sql("SELECT count(*) FROM " + new Generation(live).schema() + ".audit_index WHERE tenant = ?")
                .param(tenant.value())
                .query(Long.class)
                .single();
    }

    @Override
    public void close() {
        context.close();
    }
}
