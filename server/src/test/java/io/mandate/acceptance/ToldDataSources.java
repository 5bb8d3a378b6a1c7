package io.mandate.acceptance;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/// Data sources that tell [Statements] what they are asked; a batch is told once for each of its rows.
final class ToldDataSources implements BeanPostProcessor {
    private final Statements statements;

    ToldDataSources(Statements statements) {
        this.statements = statements;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource source ? new Told(source) : bean;
    }

    private final class Told extends DelegatingDataSource {
        Told(DataSource source) {
            super(source);
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection real = super.getConnection();
            return proxy(Connection.class, (method, arguments) -> {
                Object made = call(real, method, arguments);
                return switch (made) {
                    case PreparedStatement prepared ->
                        told(PreparedStatement.class, prepared, String.valueOf(arguments[0]));
                    case Statement plain -> told(Statement.class, plain, null);
                    case null, default -> made;
                };
            });
        }
    }

    private <S extends Statement> S told(Class<S> type, S real, @Nullable String sql) {
        return proxy(type, (method, arguments) -> {
            boolean asks =
                    method.getName().startsWith("execute") && !method.getName().equals("executeBatch");
            if (asks || method.getName().equals("addBatch")) {
                statements.asked(sql == null ? String.valueOf(arguments[0]) : sql);
            }
            return call(real, method, arguments);
        });
    }

    private interface Call {
        @Nullable
        Object of(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> call.of(method, arguments)));
    }

    private static @Nullable Object call(Object real, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
