package io.mandate.access.oracle;

import static io.mandate.access.history.Log.TENANT;

import io.mandate.access.AccessView;
import io.mandate.access.index.AccessIndex;
import io.mandate.access.index.IndexSnapshot;
import io.mandate.access.index.TenantVersions;
import io.mandate.events.RecordedEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// The index alone. A restart is a snapshot written and read back.
final class InMemory implements Folded {
    private AccessIndex index = new AccessIndex();

    @Override
    public AccessView preview(List<RecordedEvent> commit) {
        return index.tentative(TENANT, commit);
    }

    @Override
    public AccessView commit(List<RecordedEvent> commit) {
        index.apply(TENANT, commit);
        return index.now(TENANT);
    }

    @Override
    public AccessView at(long seq) {
        return index.at(TENANT, seq);
    }

    AccessView now() {
        return index.now(TENANT);
    }

    void forgetBefore(long seq) {
        index.forgetBefore(TENANT, seq);
    }

    long first() {
        return index.first(TENANT);
    }

    @Override
    public TenantVersions versions() {
        return index.versions(TENANT);
    }

    @Override
    public void restart() {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            IndexSnapshot.write(index, "store", out);
            index = IndexSnapshot.read(new ByteArrayInputStream(out.toByteArray()), "store");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
