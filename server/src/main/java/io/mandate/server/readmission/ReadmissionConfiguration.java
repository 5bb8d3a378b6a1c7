package io.mandate.server.readmission;

import io.mandate.command.CommandSideConfiguration;
import io.mandate.http.json.StrictJson;
import io.mandate.live.LiveIndex;
import io.mandate.live.Wording;
import io.mandate.store.follow.EventReader;
import io.mandate.store.follow.Follower;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.core.convert.ConversionService;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The command side for a single change: nothing of it is made that the change does not need, and nothing works in
/// the background. The index follows nobody; it folds the tenants that are asked about, when they are. No
/// `@Configuration`, by which a server would find it and take it for a part of itself.
@Import({CommandSideConfiguration.class, StrictJson.class})
public class ReadmissionConfiguration {
    @Bean
    static LazyInitializationBeanFactoryPostProcessor lazy() {
        return new LazyInitializationBeanFactoryPostProcessor();
    }

    @Bean
    static ConversionService conversionService() {
        return ApplicationConversionService.getSharedInstance();
    }

    @Bean
    static LifecycleProcessor lifecycleProcessor() {
        return new DefaultLifecycleProcessor() {
            @Override
            public void onRefresh() {
                // Jobs, replays and their like are the business of servers.
            }
        };
    }

    @Bean(destroyMethod = "close")
    LiveIndex liveIndex(Follower follower, EventReader reader) {
        return new LiveIndex(follower, reader, Duration.ofMinutes(1));
    }

    @Bean
    Wording wording(LiveIndex live) {
        return Wording.by(() -> live);
    }

    @Bean
    JdbcTemplate jdbcTemplate(DataSource database) {
        return new JdbcTemplate(database);
    }

    @Bean
    JdbcClient jdbcClient(DataSource database) {
        return JdbcClient.create(database);
    }
}
