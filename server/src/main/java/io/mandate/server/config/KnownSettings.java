package io.mandate.server.config;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The settings of Mandate by name. Whoever misspells one is told: nobody reads it, and what it was to
/// say would be left out without a word. Settings of the framework are not ours to know.
public final class KnownSettings {
    private static final String OURS = "mandate.";

    /// A list of groups, whose parts are known by who binds them: unknown ones are left out there.
    private static final String ISSUERS = "mandate.identity.issuers";

    private static final List<String> OTHERS = List.of(
            "mandate.clock.replaced",
            "mandate.data",
            "mandate.datasource.owner-password",
            "mandate.datasource.owner-username",
            "mandate.datasource.runtime-password",
            "mandate.datasource.runtime-username",
            "mandate.datasource.url",
            "mandate.demo",
            "mandate.erasures.adopt",
            "mandate.erasures.folder",
            "mandate.erasures.lost",
            "mandate.index.history",
            "mandate.index.snapshot.folder",
            "mandate.jobs.enabled",
            "mandate.journal.folder",
            "mandate.master-key.file",
            "mandate.master-key.value",
            "mandate.proof-key.file",
            "mandate.proof-key.lost",
            "mandate.proof-key.value",
            "mandate.proofs.anchors.command",
            "mandate.proofs.anchors.folder",
            "mandate.roles",
            "mandate.tls.certificate",
            "mandate.tls.key",
            "mandate.trusted-proxies",
            "mandate.url");

    private KnownSettings() {}

    /// Whether somebody reads it, however it is written: `fold.atOnce` is `fold.at-once`.
    public static boolean knows(String name) {
        String plain = plain(name);
        return !plain.startsWith(OURS)
                || plain.startsWith(ISSUERS)
                || all().map(KnownSettings::plain).anyMatch(known -> known.equals(withoutPlace(plain)));
    }

    /// The one that is written most alike.
    public static String nearest(String name) {
        String plain = plain(name);
        return all().min(Comparator.comparingInt(known -> distance(plain, plain(known))))
                .orElseThrow();
    }

    static Stream<String> all() {
        return Stream.concat(OTHERS.stream(), SettingRanges.names().stream().filter(name -> name.startsWith(OURS)));
    }

    private static String plain(String name) {
        return name.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
    }

    /// Lists may be written place by place.
    private static String withoutPlace(String name) {
        return name.replaceAll("\\[[0-9]+]$", "");
    }

    /// How many letters have to be added, left out or exchanged.
    private static int distance(String one, String other) {
        int[] before = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] now = new int[other.length() + 1];
            now[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int exchanged = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                now[j] = Math.min(exchanged, 1 + Math.min(before[j], now[j - 1]));
            }
            before = now;
        }
        return before[other.length()];
    }
}
