package io.mandate.live;

import io.mandate.live.identity.Callers;
import io.mandate.live.identity.DecidedOperators;
import io.mandate.live.identity.Operators;
import io.mandate.live.identity.TokenCallers;
import io.mandate.store.StoreId;
import io.mandate.store.codec.EventCodec;
import io.mandate.store.follow.EventReader;
import io.mandate.store.follow.Follower;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The index and the callers as beans. The index has folded everything when it is there, so whoever has it may
/// answer.
@Configuration(proxyBeanMethods = false)
public class LiveAccessConfiguration {
    @Bean(initMethod = "start", destroyMethod = "close")
    LiveIndex liveIndex(
            Follower follower,
            EventReader reader,
            StoreId store,
            EventCodec codec,
            @Value("${mandate.decisions.max-staleness:60s}") Duration maxStaleness,
            @Value("${mandate.index.snapshot.folder:}") String folder,
            @Value("${mandate.index.snapshot.every:10m}") Duration every,
            @Value("${mandate.index.history:all}") String history,
            FoldLimits limits,
            Withheld withheld) {
        String origin = "store " + store + ", " + codec.aliases().description() + ", folded by "
                + FoldingCode.digest(LiveAccessConfiguration.class.getClassLoader());
        IndexFile file = folder.isBlank() ? null : new IndexFile(Path.of(folder), origin);
        return new LiveIndex(follower, reader, maxStaleness, file, every, IndexHistory.of(history), limits, withheld);
    }

    @Bean(destroyMethod = "close") // the index starts it
    Withheld withheld(DataSource database) {
        return Withheld.in(JdbcClient.create(database));
    }

    @Bean
    FoldLimits foldLimits(
            @Value("${mandate.index.fold.at-once:1}") int atOnce,
            @Value("${mandate.index.fold.kept:4}") int kept,
            @Value("${mandate.index.fold.events:2000000}") long events,
            @Value("${mandate.index.fold.patience:10s}") Duration patience,
            @Value("${mandate.index.fold.longest:5m}") Duration longest) {
        return new FoldLimits(atOnce, kept, events, patience, longest);
    }

    @Bean
    Callers callers(LiveIndex live) {
        return new TokenCallers(live, InstantSource.system());
    }

    @Bean
    Operators operators(LiveIndex live) {
        return new DecidedOperators(live);
    }

    @Bean
    Wording wording(ObjectProvider<LiveIndex> live) {
        return Wording.by(live::getObject);
    }
}
