package io.mandate.store.export;

import io.mandate.events.values.TenantId;
import io.mandate.store.envelope.CarriedKey;
import io.mandate.store.envelope.CarriedTenantKey;
import io.mandate.store.envelope.DamagedTextException;
import io.mandate.store.envelope.KeyTransport;
import io.mandate.store.envelope.TransportKey;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The keys of a tenant in a file of their own, which opens the personal text of an export for
/// whoever also has the secret: the tenant's key, wrapped; the keys of people and reasons, wrapped
/// by that one; and a seal over all of it.
public final class KeysFile {
    private static final int PAGE = 1_000;

    private final Path path;
    private final CarriedTenantKey key;

    private KeysFile(Path path, CarriedTenantKey key) {
        this.path = path;
        this.key = key;
    }

    /// Reads a file to its end. What is no whole file of keys of that tenant, was altered, or is
    /// not opened by the secret is refused with [BrokenExportException].
    public static KeysFile open(Path path, TenantId tenant, TransportKey.Secret secret) {
        Opening opening = new Opening(tenant, secret);
        CarriedTenantKey key = opening.read(path);
        return new KeysFile(path, key);
    }

    public CarriedTenantKey tenantKey() {
        return key;
    }

    /// Hands the keys out, page by page.
    public void forEach(Consumer<List<CarriedKey>> take) {
        List<CarriedKey> page = new ArrayList<>();
        try (LineReader lines = LineReader.open(path)) {
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                if (KeyLineForm.read(lines.number(), line) instanceof KeyLine.Key one) {
                    page.add(one.key());
                }
                if (page.size() == PAGE) {
                    take.accept(page);
                    page = new ArrayList<>();
                }
            }
        }
        if (!page.isEmpty()) {
            take.accept(page);
        }
    }

    /// One reading from the first line to the last.
    private static final class Opening {
        private final TenantId tenant;
        private final TransportKey.Secret secret;
        private final MessageDigest digest = Digests.sha256();
        private @Nullable CarriedTenantKey key;
        private long keys;
        private boolean ended;

        Opening(TenantId tenant, TransportKey.Secret secret) {
            this.tenant = tenant;
            this.secret = secret;
        }

        CarriedTenantKey read(Path path) {
            try (LineReader lines = LineReader.open(path)) {
                for (byte[] line = lines.next(); line != null; line = lines.next()) {
                    take(lines.number(), KeyLineForm.read(lines.number(), line));
                    digest.update(line);
                    digest.update((byte) '\n');
                }
                if (key == null || !ended) {
                    throw new BrokenExportException(lines.number(), "the file ends here: it was cut off");
                }
                return key;
            }
        }

        private void take(long number, KeyLine line) {
            if (ended || (key == null) != line instanceof KeyLine.Header) {
                throw new BrokenExportException(number, "it is not where it belongs in a file of keys");
            }
            switch (line) {
                case KeyLine.Header header -> key = opened(number, header);
                case KeyLine.Key one -> {
                    keys++;
                    if (!known().opens(one.key())) {
                        throw new BrokenExportException(number, "this key is not one of tenant " + tenant);
                    }
                }
                case KeyLine.Trailer last -> {
                    ended = true;
                    if (last.keys() != keys || !MessageDigest.isEqual(known().seal(digest.digest()), last.seal())) {
                        throw new BrokenExportException(
                                number, "the seal does not fit to the keys before it: some were altered, or are gone");
                    }
                }
            }
        }

        private CarriedTenantKey opened(long number, KeyLine.Header header) {
            if (!header.tenant().equals(tenant)) {
                throw new BrokenExportException(
                        number, "these are the keys of tenant " + header.tenant() + ", not of " + tenant);
            }
            try {
                return KeyTransport.unwrapped(
                        tenant, header.tenantKey(), header.destroyed(), TransportKey.of(secret, header.way()));
            } catch (DamagedTextException _) {
                throw new BrokenExportException(number, "the secret is not the one that this file was written with");
            } catch (IllegalArgumentException e) {
                throw new BrokenExportException(number, String.valueOf(e.getMessage()));
            }
        }

        private CarriedTenantKey known() {
            if (key == null) {
                throw new IllegalStateException("the first line has the tenant's key");
            }
            return key;
        }
    }
}
