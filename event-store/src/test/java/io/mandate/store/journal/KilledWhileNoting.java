package io.mandate.store.journal;

import io.mandate.events.values.TenantId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// A process that keeps notes and is gone before any of them is in the journal: folder, store, tenant, how many.
final class KilledWhileNoting {
    private KilledWhileNoting() {}

    public static void main(String[] arguments) {
        Spool spool = new Spool(Path.of(arguments[0]), arguments[1]);
        TenantId tenant = new TenantId(arguments[2]);
        for (int i = 0; i < Integer.parseInt(arguments[3]); i++) {
            if (!spool.add(tenant, entry("look " + i))) {
                throw new IllegalStateException("it was not kept");
            }
        }
        Runtime.getRuntime().halt(9);
    }

    static byte[] entry(String what) {
        return ("{\"kind\":\"PAST_READ\",\"actor\":{\"kind\":\"USER\",\"id\":\"gil\"},\"what\":\"" + what
                        + "\",\"facts\":{},\"count\":1}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
