package io.mandate.access.index;

import io.mandate.access.snapshot.Shapes;
import io.mandate.events.values.TenantId;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// An [AccessIndex] as bytes: every tenant at one of its commits, with all versions up to there. An index read back
/// answers every question at every position as the one that was written, and goes on from there.
///
/// The bytes can be read by an engine that keeps exactly what the one that wrote them keeps, and for the same origin:
/// they begin with both. That events are folded as they were then is a part of the origin, see `FoldingCode`. They have
/// no personal data, for the index has none. Whether they are whole is for
/// the caller to see to, before they are read.
public final class IndexSnapshot {
    private static final String FORMAT = "mandate index 3, " + Shapes.description(SnapshotParts.CLASSES);

    private IndexSnapshot() {}

    /// Writes the index; commits may be applied meanwhile, each tenant is written at the commit it has reached when its
    /// turn comes.
    ///
    /// @param origin what the caller depends on beside: which store the positions are of, how its events are
    /// read, by which code they are folded
    public static void write(AccessIndex index, String origin, OutputStream out) throws IOException {
        DataOutputStream raw = new DataOutputStream(out);
        text(raw, FORMAT);
        text(raw, origin);
        List<TenantHistory> tenants = index.histories();
        raw.writeInt(tenants.size());
        for (TenantHistory tenant : tenants) {
            text(raw, tenant.tenant.value());
            new TenantSnapshot(tenant).write(raw);
        }
        raw.flush();
    }

    /// Reads what [#write] wrote.
    ///
    /// @throws IOException if it was written by another version or for another origin; the message is for the log
    public static AccessIndex read(InputStream in, String origin) throws IOException {
        DataInputStream raw = new DataInputStream(in);
        if (!text(raw).equals(FORMAT)) {
            throw new IOException("it was written by another version");
        }
        if (!text(raw).equals(origin)) {
            throw new IOException("it belongs to another store, or to other forms of events");
        }
        AccessIndex index = new AccessIndex();
        for (int left = raw.readInt(); left > 0; left--) {
            index.adopt(TenantSnapshot.read(new TenantId(text(raw)), raw));
        }
        return index;
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        int length = in.readInt();
        byte[] bytes = length < 0 || length > 1 << 20 ? new byte[0] : in.readNBytes(length);
        if (bytes.length != length) {
            throw new EOFException("it does not begin as a snapshot does");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
