package io.mandate.query.proof;

import io.mandate.store.StoreId;
import io.mandate.store.proof.Anchoring;
import io.mandate.store.proof.TreeKeeper;
import io.mandate.store.proof.anchor.AnchorCommand;
import io.mandate.store.proof.anchor.AnchorFolder;
import io.mandate.store.proof.anchor.AnchorSink;
import io.mandate.store.proof.key.ProofKeys;
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
}
