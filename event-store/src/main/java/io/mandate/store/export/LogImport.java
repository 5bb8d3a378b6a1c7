package io.mandate.store.export;

import io.mandate.events.DomainEvent;
import io.mandate.events.values.TenantId;
import io.mandate.store.codec.EventCodec;
import io.mandate.store.codec.EventReading;
import io.mandate.store.codec.UnreadablePayloadException;
import io.mandate.store.envelope.DamagedTextException;
import io.mandate.store.envelope.KeyRef;
import io.mandate.store.envelope.KeyTransport;
import io.mandate.store.envelope.Opener;
import io.mandate.store.ledger.CopiedLedger;
import io.mandate.store.ledger.ImportedErasures;
import io.mandate.store.note.VerifierKey;
import io.mandate.store.proof.LoggedEvent;
import io.mandate.store.proof.LoggedJournalRow;
import io.mandate.store.verify.LogVerification;
import io.mandate.store.verify.Note;
import io.mandate.store.verify.StoredLog;
import io.mandate.store.verify.Verified;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Takes exported logs into this store, in one transaction of the caller and with nothing but what
/// a server may do: rows are only ever added. Positions, commits, times, ids and bytes are those of
/// the file; the trees are not, they grow again from the rows.
@Component
public class LogImport {
    private static final int PAGE = 500;

    private final JdbcClient database;
    private final ImportedRows rows;
    private final KeyTransport keys;
    private final EventCodec codec;
    private final ImportBeginning beginning;
    private final ImportedErasures erasures;

    LogImport(
            DataSource database,
            ImportedRows rows,
            KeyTransport keys,
            EventCodec codec,
            ImportBeginning beginning,
            ImportedErasures erasures) {
        this.database = JdbcClient.create(database);
        this.rows = rows;
        this.keys = keys;
        this.codec = codec;
        this.beginning = beginning;
        this.erasures = erasures;
    }

    /// What is taken in.
    ///
    /// @param file verified before
    /// @param keys empty: all personal text of it is erased here
    /// @param trusted the public keys that its checkpoint is signed by one of
    public record Source(ExportFile file, Optional<KeysFile> keys, Map<Integer, VerifierKey> trusted) {
        public Source {
            trusted = Map.copyOf(trusted);
        }
    }

    /// What is kept beside the log, and made again from the events.
    @FunctionalInterface
    public interface Beside {
        void take(List<DomainEvent> events);
    }

    /// What counts for all that is taken in by one transaction.
    ///
    /// @param ledger by which it is erased again
    /// @param noting whether the ledger of this store has to say so from now on
    public record Begun(Optional<CopiedLedger> ledger, boolean noting) {}

    /// What was taken in.
    ///
    /// @param erased how many keys came along living that were destroyed in the other store since
    public record Taken(Verified verified, int erased) {}

    /// Begins a transaction that may take as long as it needs to; one at a time.
    ///
    /// An empty store counts as restored: it goes on with the erasure ledger of the exported store, and does
    /// not serve before all of it was applied, for nobody signed how far it was when the files were written.
    ///
    /// @param beside whether there may be other tenants; otherwise they are refused with
    ///     [ImportRefusedException]
    /// @param there where nobody knows who was erased, it is refused, too; likewise with
    ///     [io.mandate.store.startup.StartupRefusedException] a ledger that does not fit
    public Begun begin(List<Source> sources, boolean beside, ErasedThere there) {
        return beginning.of(sources, beside, there);
    }

    /// Takes a tenant in and reads back what is stored of it then: every row, and the roots that
    /// were signed. Refused with [ImportRefusedException] if there is such a tenant, or something
    /// does not fit; then the transaction must end.
    ///
    /// @param progress is told of rows, of each one twice
    public Taken take(Begun begun, Source source, Beside beside, LongConsumer progress) {
        TenantId tenant = source.file().tenant();
        rows.register(tenant);
        source.keys()
                .ifPresentOrElse(
                        carried -> {
                            keys.adopt(carried.tenantKey());
                            carried.forEach(page -> keys.adopt(tenant, page));
                        },
                        () -> keys.begin(tenant));
        Map<KeyRef, Instant> inLog = writeAll(source, beside, progress);
        int erased = erasures.apply(tenant, begun.ledger(), inLog, begun.noting());
        return new Taken(verified(source, progress), erased);
    }

    /// Writes all rows; answers which keys the log itself says are destroyed, and since when.
    private Map<KeyRef, Instant> writeAll(Source source, Beside beside, LongConsumer progress) {
        ExportFile file = source.file();
        NamedKeys named = new NamedKeys(keys, file.tenant(), source.keys());
        Map<KeyRef, Instant> destroyed = new LinkedHashMap<>();
        Pages<LoggedEvent> events = new Pages<>(PAGE, page -> {
            rows.events(page);
            List<DomainEvent> read = read(file.tenant(), page, named);
            beside.take(read);
            // A file of keys that is older than the log has them living.
            for (int i = 0; i < read.size(); i++) {
                Instant at = page.get(i).recordedAt();
                KeyRef.destroyedBy(file.tenant(), read.get(i)).ifPresent(key -> {
                    keys.destroy(key);
                    destroyed.put(key, at);
                });
            }
            progress.accept(page.size());
        });
        file.log().events(Long.MAX_VALUE, events::add);
        events.end();
        Pages<LoggedJournalRow> journal = new Pages<>(PAGE, page -> {
            rows.journal(page);
            named.require(page.stream().map(LoggedJournalRow::entry).toList());
            progress.accept(page.size());
        });
        file.log().journal(Long.MAX_VALUE, journal::add);
        journal.end();
        rows.heads(file.tenant(), events.last(), journal.last());
        return destroyed;
    }

    /// The events as this version understands them; one that it does not is not taken in.
    private List<DomainEvent> read(TenantId tenant, List<LoggedEvent> page, NamedKeys named) {
        named.require(page.stream().map(LoggedEvent::metadata).toList());
        Opener opener = named.require(page.stream().map(LoggedEvent::payload).toList());
        EventReading reading = codec.reading(tenant, opener, Opener.NOTHING);
        List<DomainEvent> events = new ArrayList<>(page.size());
        for (LoggedEvent event : page) {
            try {
                events.add(reading.event(event.type(), Integer.parseInt(event.revision()), event.payload()));
                reading.metadata(event.metadata());
            } catch (UnreadablePayloadException | DamagedTextException | IllegalArgumentException e) {
                throw new ImportRefusedException(
                        "the event at " + event.seq() + " cannot be read by this version: " + e.getMessage());
            }
        }
        return events;
    }

    private Verified verified(Source source, LongConsumer progress) {
        Note note =
                new Note("the checkpoint of the export", source.file().note().toString());
        Verified verified = LogVerification.verify(
                new StoredLog(database, source.file().tenant()), source.trusted(), List.of(note), progress);
        if (!verified.good()
                || !verified.root().equals(source.file().checkpoint().root())) {
            throw new ImportRefusedException("what is stored is not what was exported: " + verified.findings());
        }
        return verified;
    }
}
