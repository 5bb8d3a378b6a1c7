package io.mandate.bench.load;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Listens to what the product says to the database, so that pgbench can be given exactly that. It is used by a server
/// of its own, before anything is measured.
@Configuration(proxyBeanMethods = false)
class SpokenSql {
    private static final List<Statement> HEARD = new ArrayList<>();

    /// @param connection which of the connections it was said on
    /// @param sql as it was prepared; `commit` for the end of a transaction
    /// @param values by position, from 1
    record Statement(int connection, String sql, Map<Integer, Object> values) {}

    /// What was said since it was last asked, by any thread.
    static List<Statement> heard() {
        synchronized (HEARD) {
            List<Statement> all = List.copyOf(HEARD);
            HEARD.clear();
            return all;
        }
    }

    @Bean
    static BeanPostProcessor listening() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof HikariDataSource pool ? new ListeningPool(pool) : bean;
            }
        };
    }

    private static void hear(int connection, String sql, Map<Integer, Object> values) {
        synchronized (HEARD) {
            HEARD.add(new Statement(connection, sql, values));
        }
    }

    private static final class ListeningPool extends HikariDataSource {
        private final HikariDataSource pool;

        ListeningPool(HikariDataSource pool) {
            this.pool = pool;
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = pool.getConnection();
            int number = System.identityHashCode(connection);
            return proxy(Connection.class, (method, arguments) -> {
                Object result = method.invoke(connection, arguments);
                if (method.getName().equals("commit")) {
                    hear(number, "commit", Map.of());
                }
                return result instanceof PreparedStatement statement
                        ? listening(number, String.valueOf(arguments[0]), statement)
                        : result;
            });
        }

        @Override
        public void close() {
            pool.close();
        }
    }

    private static PreparedStatement listening(int connection, String sql, PreparedStatement statement) {
        Map<Integer, Object> values = new TreeMap<>();
        return proxy(PreparedStatement.class, (method, arguments) -> {
            if (method.getName().startsWith("set") && arguments.length >= 2 && arguments[0] instanceof Integer index) {
                values.put(index, arguments[1]);
            }
            if (method.getName().startsWith("execute")) {
                hear(connection, sql, Map.copyOf(values));
            }
            return method.invoke(statement, arguments);
        });
    }

    @FunctionalInterface
    private interface Handling {
        Object handle(java.lang.reflect.Method method, Object[] arguments) throws ReflectiveOperationException;
    }

    private static <T> T proxy(Class<T> type, Handling handling) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
                    try {
                        return handling.handle(method, arguments == null ? new Object[0] : arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
