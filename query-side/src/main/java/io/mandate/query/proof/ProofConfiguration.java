package io.mandate.query.proof;

import io.mandate.store.StoreId;
import io.mandate.store.proof.Anchoring;
import io.mandate.store.proof.TreeKeeper;
import io.mandate.store.proof.anchor.AnchorCommand;
import io.mandate.store.proof.anchor.AnchorFolder;
import io.mandate.store.proof.anchor.AnchorSink;
import io.mandate.store.proof.key.ProofKeys;
import io.mandate.store.startup.StartupRefusedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The keeper of the hash trees, and where its checkpoints are anchored.
@Configuration(proxyBeanMethods = false)
class ProofConfiguration {

    /// @param folder to which every checkpoint is appended
    /// @param command which also gets every checkpoint; empty: none
    @Bean
    Anchoring anchoring(
            @Value("${mandate.proofs.anchors.folder:${mandate.data:data}/anchors}") String folder,
            @Value("${mandate.proofs.anchors.command:}") String command,
            @Value("${mandate.proofs.anchors.command-timeout:10s}") Duration atMost,
            @Value("${mandate.proofs.anchors.interval:10m}") Duration interval,
            @Value("${mandate.proofs.anchors.events:10000}") long events) {
        require(atMost.toMillis() >= 100 && atMost.toMinutes() <= 1, "command-timeout takes 100ms to 1m");
        require(interval.toSeconds() >= 1 && interval.toDays() <= 1, "interval takes 1s to 1d");
        require(events >= 1, "events takes 1 or more");
        var kept = new AnchorFolder(Path.of(folder).toAbsolutePath());
        List<AnchorSink> sinks = new ArrayList<>(List.of(kept));
        if (!command.isBlank()) {
            sinks.add(new AnchorCommand(List.of(command.strip().split("\\s+")), atMost));
        }
        return new Anchoring(kept, sinks, interval, events);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    TreeKeeper treeKeeper(DataSource source, ProofKeys keys, StoreId store, Anchoring anchoring) {
        return new TreeKeeper(source, keys, store, anchoring);
    }

    private static void require(boolean right, String rule) {
        if (!right) {
            throw new StartupRefusedException("mandate.proofs.anchors." + rule + ".");
        }
    }
}
