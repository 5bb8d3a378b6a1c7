package io.mandate.access.tenant;

import io.mandate.access.fact.Fact;
import io.mandate.events.licence.LicenceEvent;
import io.mandate.events.licence.LicenceEvent.QuotaExceeded;
import io.mandate.events.licence.LicenceEvent.QuotaRestored;
import io.mandate.events.licence.LicenceEvent.TierQuotaChanged;
import io.mandate.events.tenant.Availability;
import io.mandate.events.tenant.Policy;
import io.mandate.events.tenant.TenantEvent;
import io.mandate.events.tenant.TenantEvent.DecisionRulesAdopted;
import io.mandate.events.tenant.TenantEvent.MasterKeyActivated;
import io.mandate.events.tenant.TenantEvent.MasterKeyDestroyed;
import io.mandate.events.tenant.TenantEvent.ModuleAvailabilityChanged;
import io.mandate.events.tenant.TenantEvent.ReasonRedacted;
import io.mandate.events.tenant.TenantEvent.TenantOffboarded;
import io.mandate.events.tenant.TenantEvent.TenantOffboardingOrdered;
import io.mandate.events.tenant.TenantEvent.TenantPolicyChanged;
import io.mandate.events.tenant.TenantEvent.TenantRegistered;
import io.mandate.events.values.Label;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.TierName;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What holds for a tenant as a whole. Immutable.
///
/// @param label how operators call it; null before it was registered
/// @param zone in which its days are read; UTC before it was registered
/// @param policies what was said, by policy; see [#policy]
/// @param availability what was said, by module; see [#availability(NodeKey)]
/// @param rules the version of the decision rules in force; its fact is at 0 where none was adopted
/// @param quotas what was said, by tier
/// @param exceeded the tiers whose quota is exceeded at the moment
/// @param ended the position at which it was off-boarded; null: it was not
/// @param orders which other tenants were ordered to end, and where; in the tenant of the operators
/// only
/// @param seq the position of the last event about it, 0 before any
public record TenantState(
        @Nullable Label label,
        ZoneId zone,
        Map<Policy, Fact<String>> policies,
        Map<NodeKey, Fact<Availability>> availability,
        Fact<Integer> rules,
        Map<TierName, Fact<Quota>> quotas,
        Map<TierName, Fact<QuotaExceeded>> exceeded,
        @Nullable Long ended,
        Map<TenantId, Long> orders,
        long seq) {
    /// Before any event.
    public static final TenantState EMPTY = new TenantState(
            null, ZoneOffset.UTC, Map.of(), Map.of(), new Fact<>(1, 0), Map.of(), Map.of(), null, Map.of(), 0);

    public TenantState {
        policies = Map.copyOf(policies);
        availability = Map.copyOf(availability);
        quotas = Map.copyOf(quotas);
        exceeded = Map.copyOf(exceeded);
        orders = Map.copyOf(orders);
    }

    /// Whether it was registered.
    public boolean registered() {
        return label != null;
    }

    /// Whether it was off-boarded: nothing in it is allowed any more.
    public boolean offboarded() {
        return ended != null;
    }

    /// What holds of a policy, in its written form.
    public String policy(Policy policy) {
        Fact<String> said = policies.get(policy);
        return said == null ? policy.initial() : said.value();
    }

    /// Whether a policy of the form true or false holds.
    public boolean holds(Policy policy) {
        return Boolean.parseBoolean(policy(policy));
    }

    /// Whether the tenant can use a module; where nothing was said, it can.
    public Availability availability(NodeKey module) {
        Fact<Availability> said = availability.get(module);
        return said == null ? Availability.AVAILABLE : said.value();
    }

    /// The version of the decision rules in force.
    public int rulesVersion() {
        return rules.value();
    }

    /// The state after one more event.
    ///
    /// @param at the position of the event
    public TenantState after(TenantEvent event, long at) {
        return switch (event) {
            case TenantRegistered e ->
                new TenantState(
                        e.label(), e.zone(), policies, availability, rules, quotas, exceeded, ended, orders, at);
            case ModuleAvailabilityChanged e ->
                new TenantState(
                        label,
                        zone,
                        policies,
                        with(availability, e.module(), new Fact<>(e.to(), at)),
                        rules,
                        quotas,
                        exceeded,
                        ended,
                        orders,
                        at);
            case TenantPolicyChanged e ->
                new TenantState(
                        label,
                        zone,
                        with(policies, e.policy(), new Fact<>(e.to(), at)),
                        availability,
                        rules,
                        quotas,
                        exceeded,
                        ended,
                        orders,
                        at);
            case DecisionRulesAdopted e ->
                new TenantState(
                        label,
                        zone,
                        policies,
                        availability,
                        new Fact<>(e.to(), at),
                        quotas,
                        exceeded,
                        ended,
                        orders,
                        at);
            // A text is gone; nothing that holds for the tenant has changed.
            case ReasonRedacted redacted -> this;
            case MasterKeyActivated activated -> this;
            case MasterKeyDestroyed destroyed -> this;
            case TenantOffboardingOrdered e ->
                new TenantState(
                        label,
                        zone,
                        policies,
                        availability,
                        rules,
                        quotas,
                        exceeded,
                        ended,
                        with(orders, e.offboarded(), at),
                        seq);
            case TenantOffboarded e ->
                new TenantState(label, zone, policies, availability, rules, quotas, exceeded, at, orders, at);
        };
    }

    /// The state after one more event.
    ///
    /// @param at the position of the event
    public TenantState after(LicenceEvent event, long at) {
        return switch (event) {
            case TierQuotaChanged e ->
                new TenantState(
                        label,
                        zone,
                        policies,
                        availability,
                        rules,
                        with(quotas, e.tier(), new Fact<>(new Quota(e.to(), e.mode()), at)),
                        exceeded,
                        ended,
                        orders,
                        at);
            case QuotaExceeded e ->
                new TenantState(
                        label,
                        zone,
                        policies,
                        availability,
                        rules,
                        quotas,
                        with(exceeded, e.tier(), new Fact<>(e, at)),
                        ended,
                        orders,
                        at);
            case QuotaRestored e -> {
                Map<TierName, Fact<QuotaExceeded>> left = new TreeMap<>(exceeded);
                left.remove(e.tier());
                yield new TenantState(label, zone, policies, availability, rules, quotas, left, ended, orders, at);
            }
        };
    }

    private static <K extends Comparable<? super K>, V> Map<K, V> with(Map<K, V> known, K key, V value) {
        Map<K, V> changed = new TreeMap<>(known);
        changed.put(key, value);
        return changed;
    }
}
