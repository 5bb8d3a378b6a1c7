package io.mandate.store.ledger;

import io.mandate.store.ledger.LedgerFile.Entry;
import io.mandate.store.ledger.LedgerLine.Ended;
import io.mandate.store.ledger.LedgerLine.Intended;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The erasures that a database has not yet taken into account.
///
/// @param all whose commit is done, or was left open by a process that has ended
/// @param open of these, one for each commit that was left open
/// @param running for each file of a process that runs, the byte at which its first open commit begins
record PendingErasures(List<Pending> all, Map<UUID, Pending> open, Map<String, Long> running) {
    /// @param ledger the id of the file it is in
    /// @param done whether the commit is known to be done; else it was left open
    record Pending(String ledger, Erasure erasure, boolean done) {}

    /// @param taken up to which byte each file is taken into account
    /// @param ended the ids of the files whose processes have ended
    static PendingErasures of(List<LedgerFile> files, Map<String, Long> taken, Set<String> ended) {
        Map<UUID, Boolean> ends = ends(files);
        List<Pending> all = new ArrayList<>();
        Map<UUID, Pending> open = new LinkedHashMap<>();
        Map<String, Long> running = new HashMap<>();
        for (LedgerFile file : files) {
            String ledger = file.begun().ledger();
            for (Entry entry : file.entries()) {
                if (entry.at() < taken.getOrDefault(ledger, 0L) || !(entry.line() instanceof Intended line)) {
                    continue;
                }
                @Nullable Boolean done = ends.get(line.commit());
                if (done == null && !ended.contains(ledger)) {
                    running.putIfAbsent(ledger, entry.at());
                } else if (done == null || done) {
                    Pending pending = new Pending(ledger, line.erasure(), done != null);
                    all.add(pending);
                    if (done == null) {
                        open.putIfAbsent(line.commit(), pending);
                    }
                }
            }
        }
        return new PendingErasures(all, open, running);
    }

    static Map<UUID, Boolean> ends(List<LedgerFile> files) {
        Map<UUID, Boolean> ends = new HashMap<>();
        files.forEach(file -> file.entries().forEach(entry -> {
            if (entry.line() instanceof Ended ended) {
                ends.put(ended.commit(), ended.done());
            }
        }));
        return ends;
    }
}
