package io.mandate.command.invariants;

import io.mandate.access.AccessView;
import io.mandate.access.catalog.CatalogWords;
import io.mandate.command.invariants.Quotas.Use;
import io.mandate.events.Alias;
import io.mandate.events.DomainEvent;
import io.mandate.events.licence.LicenceEvent;
import io.mandate.events.licence.LicenceEvent.QuotaExceeded;
import io.mandate.events.licence.LicenceEvent.QuotaRestored;
import io.mandate.events.problem.Counted;
import io.mandate.events.values.TierName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What Mandate notes in the same commit when the users of a tier pass its limit or come back within it,
/// and what it tells the caller meanwhile.
///
/// @param events to be recorded with the change
/// @param warnings for the answer
public record QuotaNotes(List<LicenceEvent> events, List<Map<String, Object>> warnings) {
    public QuotaNotes {
        events = List.copyOf(events);
        warnings = List.copyOf(warnings);
    }

    /// @param events what the change consists of so far
    /// @param words in which the warnings name tiers
    public static QuotaNotes of(
            AccessView before, AccessView after, List<? extends DomainEvent> events, CatalogWords words) {
        List<? extends DomainEvent> causes =
                events.stream().filter(Quotas::concerns).toList();
        if (causes.isEmpty()) {
            return new QuotaNotes(List.of(), List.of());
        }
        List<LicenceEvent> notes = new ArrayList<>();
        List<Map<String, Object>> warnings = new ArrayList<>();
        String cause = alias(causes.getFirst());
        Map<TierName, Use> usesBefore = Quotas.uses(before);
        Quotas.uses(after).forEach((tier, use) -> {
            boolean noted = after.tenantState().exceeded().containsKey(tier);
            if (use.exceeded() && !noted) {
                notes.add(new QuotaExceeded(tier, limit(use), use.used(), cause));
            } else if (!use.exceeded() && noted) {
                notes.add(new QuotaRestored(tier, use.quota().limit(), use.used()));
            }
            Use earlier = usesBefore.get(tier);
            if (use.exceeded() && (!noted || earlier == null || use.used() > earlier.used())) {
                warnings.add(warning(words, tier, use));
            }
        });
        return new QuotaNotes(notes, warnings);
    }

    private static Map<String, Object> warning(CatalogWords words, TierName tier, Use use) {
        Map<String, Object> warning = new LinkedHashMap<>();
        warning.put("code", "QUOTA_EXCEEDED");
        warning.put("tier", tier.value());
        warning.put("limit", limit(use));
        warning.put("used", use.used());
        warning.put(
                "message",
                "Your contract includes " + Counted.of(limit(use), "user") + " of tier " + words.tier(tier.value())
                        + "; there " + (use.used() == 1 ? "is" : "are") + " now " + use.used() + ".");
        return warning;
    }

    private static long limit(Use use) {
        return Objects.requireNonNull(use.quota().limit());
    }

    private static String alias(DomainEvent event) {
        return Objects.requireNonNull(event.getClass().getAnnotation(Alias.class))
                .value();
    }
}
