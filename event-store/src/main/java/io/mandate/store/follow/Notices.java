package io.mandate.store.follow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.postgresql.PGNotification;

/// What a notification says: the tenants that have news, or nothing, which stands for any.
final class Notices {
    /// PostgreSQL refuses 8000 bytes and more.
    private static final int LONGEST = 7_900;

    private Notices() {}

    static String text(Collection<String> tenants) {
        String text = String.join(",", tenants);
        return text.length() > LONGEST ? "" : text;
    }

    /// Empty where one of them stands for any tenant.
    static Set<String> tenants(PGNotification[] notices) {
        List<String> texts = new ArrayList<>();
        for (PGNotification notice : notices) {
            texts.add(notice.getParameter());
        }
        return texts.contains("") ? Set.of() : split(texts);
    }

    private static Set<String> split(List<String> texts) {
        Set<String> tenants = new TreeSet<>();
        texts.forEach(text -> tenants.addAll(List.of(text.split(",", -1))));
        return tenants;
    }
}
