package io.mandate.command.given;

import io.mandate.access.AccessView;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;

/// A view that tells when it is asked something that costs much.
public final class WatchedView {
    private WatchedView() {}

    /// The same view.
    ///
    /// @param question the method, with these parameters
    /// @param asked what is done before each answer
    public static AccessView of(AccessView view, Runnable asked, String question, Class<?>... parameters) {
        return (AccessView) Proxy.newProxyInstance(
                WatchedView.class.getClassLoader(), new Class<?>[] {AccessView.class}, (_, method, arguments) -> {
                    if (method.getName().equals(question) && Arrays.equals(method.getParameterTypes(), parameters)) {
                        asked.run();
                    }
                    return answer(view, method, arguments);
                });
    }

    private static Object answer(AccessView view, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(view, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
