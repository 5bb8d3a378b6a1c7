package io.mandate.store.codec;

import io.mandate.events.values.TenantId;
import io.mandate.store.envelope.KeyRef;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/// Finds the keys that stored JSON names, without parsing it. Inside of a text the quotes would be escaped, so that
/// no clear text is mistaken for a key.
public final class SealedKeys {
    private static final String KEY = "{\"key\":\"";
    private static final String SEALED = "\",\"sealed\":\"";
    private static final String TENANT = ",\"tenant\":\"";

    private SealedKeys() {}

    /// Adds the keys that are named in there.
    public static void collect(TenantId own, byte[] json, Set<KeyRef> into) {
        String text = new String(json, StandardCharsets.ISO_8859_1);
        for (int at = text.indexOf(KEY); at >= 0; at = text.indexOf(KEY, at + 1)) {
            int id = at + KEY.length();
            int end = text.indexOf('"', id);
            if (text.startsWith(SEALED, end)) {
                into.add(new KeyRef(tenant(own, text, end + SEALED.length()), text.substring(id, end)));
            }
        }
    }

    private static TenantId tenant(TenantId own, String text, int sealed) {
        int end = text.indexOf('"', sealed) + 1;
        if (end == 0 || !text.startsWith(TENANT, end)) {
            return own;
        }
        int id = end + TENANT.length();
        return new TenantId(text.substring(id, text.indexOf('"', id)));
    }
}
