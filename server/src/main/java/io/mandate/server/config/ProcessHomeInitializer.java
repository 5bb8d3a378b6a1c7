package io.mandate.server.config;

import io.mandate.store.role.NodeRole;
import java.util.Map;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/// Takes the data folder and begins to start the database before the first bean is made: what makes a start
/// impossible is told within a second, and PostgreSQL comes up while the beans are wired.
public final class ProcessHomeInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        NodeRole.of(environment);
        ProcessHome home = ProcessHome.open(ServerSettings.of(environment));
        // Every other part that keeps a file builds on the same, absolute folder.
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "data folder",
                        Map.of("mandate.data", home.folder().path().toString())));

        // Registered before all others, so that it is given back after all others.
        var beans = (DefaultListableBeanFactory) context.getBeanFactory();
        beans.registerSingleton("processHome", home);
        beans.registerDisposableBean("processHome", home::close);
        context.addApplicationListener(new UnusedHome(context, home));
    }

    /// A context that fails before it became active destroys none of its beans.
    private record UnusedHome(ConfigurableApplicationContext context, ProcessHome home)
            implements ApplicationListener<ApplicationFailedEvent> {
        @Override
        public void onApplicationEvent(ApplicationFailedEvent event) {
            if (!context.isActive()) {
                home.close();
            }
        }
    }
}
