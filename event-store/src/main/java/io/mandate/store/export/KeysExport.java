package io.mandate.store.export;

import io.mandate.events.values.TenantId;
import io.mandate.store.envelope.CarriedKey;
import io.mandate.store.envelope.CarriedTenantKey;
import io.mandate.store.envelope.KeyTransport;
import io.mandate.store.envelope.TransportKey;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.List;

/// Writes the keys of a tenant into a file of their own. It is written after the log, so that every
/// key that is named there is in it; one that was destroyed meanwhile is so in the file.
public final class KeysExport {
    private static final int PAGE = 1_000;

    private final KeyTransport keys;

    public KeysExport(KeyTransport keys) {
        this.keys = keys;
    }

    /// Writes all of them; how many they were.
    public long write(TenantId tenant, TransportKey.Secret secret, OutputStream out) throws IOException {
        Lines lines = new Lines(out);
        TransportKey transport = TransportKey.of(secret, secret.newWay());
        CarriedTenantKey tenantKey = keys.of(tenant);
        lines.write(new KeyLine.Header(
                tenant, transport.way(), KeyTransport.wrapped(tenantKey, transport), tenantKey.destroyed()));
        long count = 0;
        List<CarriedKey> page = keys.page(tenantKey, "", PAGE);
        while (!page.isEmpty()) {
            for (CarriedKey key : page) {
                lines.write(new KeyLine.Key(key));
            }
            count += page.size();
            page = keys.page(tenantKey, page.getLast().id(), PAGE);
        }
        lines.write(new KeyLine.Trailer(count, tenantKey.seal(lines.digest.digest())));
        out.flush();
        return count;
    }

    private static final class Lines {
        private final OutputStream out;
        private final MessageDigest digest = Digests.sha256();

        Lines(OutputStream out) {
            this.out = out;
        }

        void write(KeyLine line) throws IOException {
            byte[] bytes = KeyLineForm.write(line);
            out.write(bytes);
            out.write('\n');
            digest.update(bytes);
            digest.update((byte) '\n');
        }
    }
}
