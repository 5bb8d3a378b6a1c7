package io.mandate.query.projection;

import io.mandate.store.follow.EventReader;
import io.mandate.store.follow.Follower;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The leader, over every projection there is.
@Configuration(proxyBeanMethods = false)
class ProjectionConfiguration {

    @Bean(initMethod = "start", destroyMethod = "close")
    ProjectionLeader projectionLeader(
            DataSource source, List<Projection> projections, EventReader reader, Follower follower, Progress progress) {
        return new ProjectionLeader(source, projections, reader, follower, progress);
    }
}
