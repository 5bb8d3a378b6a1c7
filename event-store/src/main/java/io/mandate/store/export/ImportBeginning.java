package io.mandate.store.export;

import io.mandate.store.export.ErasedThere.Known;
import io.mandate.store.export.ErasedThere.KnownHere;
import io.mandate.store.export.ErasedThere.None;
import io.mandate.store.export.LogImport.Begun;
import io.mandate.store.export.LogImport.Source;
import io.mandate.store.ledger.CopiedLedger;
import io.mandate.store.ledger.ImportedErasures;
import io.mandate.store.ledger.PlacedLedger;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// What has to be so before anything is taken in: a store that may take it, files that belong together,
/// and somebody who knows whom the other store has erased since.
@Component
class ImportBeginning {
    private final ImportedRows rows;
    private final ImportedErasures erasures;

    ImportBeginning(ImportedRows rows, ImportedErasures erasures) {
        this.rows = rows;
        this.erasures = erasures;
    }

    /// As [LogImport#begin].
    Begun of(List<Source> sources, boolean beside, ErasedThere there) {
        rows.begin();
        boolean empty = !rows.anyTenant();
        if (!empty && !beside) {
            throw new ImportRefusedException("this store is not empty");
        }
        String lineage = lineage(sources);
        SortedMap<String, Long> known = new TreeMap<>();
        sources.forEach(
                source -> source.file().header().erasures().forEach((file, end) -> known.merge(file, end, Math::max)));
        Optional<CopiedLedger> ledger = ledger(there, lineage, empty);
        ledger.ifPresent(copy -> copy.require(lineage, known));
        boolean own = ledger.filter(copy -> copy.isIn(erasures.folder())).isPresent();
        // Where nothing says whose it was, it begins one of its own.
        if (empty && !lineage.isEmpty()) {
            rows.restored(lineage, ledger.map(CopiedLedger::ledgers).orElse(Collections.emptySortedSet()));
            ledger.filter(_ -> !own).ifPresent(this::place);
        }
        return new Begun(ledger, !empty && !own);
    }

    private static String lineage(List<Source> sources) {
        String lineage = sources.getFirst().file().header().lineage();
        for (Source source : sources) {
            if (!source.file().header().lineage().equals(lineage)) {
                throw new ImportRefusedException("the files are of different stores");
            }
            if (lineage.isEmpty() && source.keys().isPresent()) {
                throw new ImportRefusedException("the file does not say whose erasure ledger counts for it, so its keys"
                        + " are not taken in: use what mandate export wrote, or --without-keys");
            }
        }
        return lineage;
    }

    private Optional<CopiedLedger> ledger(ErasedThere there, String lineage, boolean empty) {
        return switch (there) {
            case Known _
            when lineage.isEmpty() ->
                throw new ImportRefusedException("the file does not say whose erasure ledger counts for it: use what"
                        + " mandate export wrote, or state with --nothing-was-erased that nobody was erased since");
            case Known(CopiedLedger copy) -> Optional.of(copy);
            case None _ -> Optional.empty();
            case KnownHere _ ->
                // A store that serves has written to its ledger itself; what the other one erased is in another.
                Optional.of(CopiedLedger.of(lineage, erasures.folder())
                        .filter(_ -> empty)
                        .orElseThrow(() -> new ImportRefusedException("nothing says who was erased, since they were"
                                + " written, in the store that the files come from: name its erasure ledger with"
                                + " --erasures DIR, or state with --nothing-was-erased that nobody was")));
        };
    }

    /// The ledger lies in its place once this transaction is committed, and not if it is not.
    private void place(CopiedLedger ledger) {
        PlacedLedger placed = PlacedLedger.of(ledger, erasures.folder());
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                placed.keep();
            }

            @Override
            public void afterCompletion(int status) {
                placed.close();
            }
        });
    }
}
