package io.mandate.access.index;

import io.mandate.access.AccessView;
import io.mandate.access.index.TenantHistory.Applied;
import io.mandate.events.RecordedEvent;
import io.mandate.events.token.TokenEvent.TokenIssued;
import io.mandate.events.values.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// All tenants in memory, every version kept by its position, so that "now" is only "at the head".
///
/// Any number of threads read, without locks. Commits of one tenant are applied one at a time (others wait), those of
/// several tenants side by side. A view, once given out, never changes.
public final class AccessIndex {
    private final ConcurrentHashMap<TenantId, TenantHistory> tenants = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, TenantId> tenantsBySecret = new ConcurrentHashMap<>();

    /// Adds one whole commit of a tenant. A commit at or below the head is known already and passed over.
    ///
    /// @return whether it was new
    /// @throws GapException if it is not one whole commit, or does not follow on the head; nothing was applied
    /// @throws IllegalStateException if an event does not fit what is known; nothing was applied
    public boolean apply(TenantId tenant, List<RecordedEvent> wholeCommit) {
        Applied outcome;
        do {
            outcome = tenants.computeIfAbsent(tenant, TenantHistory::new).apply(wholeCommit);
        } while (outcome == Applied.REPLACED);
        boolean applied = outcome == Applied.NEW;
        for (RecordedEvent event : wholeCommit) {
            if (applied && event.event() instanceof TokenIssued issued) {
                tenantsBySecret.put(issued.secretSha256(), tenant);
            }
        }
        return applied;
    }

    /// The position of the last commit applied; 0 for a tenant without any.
    public long head(TenantId tenant) {
        TenantHistory history = tenants.get(tenant);
        return history == null ? 0 : history.now().position();
    }

    /// The tenants with at least one commit.
    public Set<TenantId> tenants() {
        return Set.copyOf(tenants.keySet());
    }

    /// The tenant at its head; an empty one where nothing was applied.
    public AccessView now(TenantId tenant) {
        return historyOf(tenant).now();
    }

    /// The tenant at a position; one inside a commit is rounded down to the end of the commit before.
    ///
    /// @throws IllegalArgumentException if the position lies beyond the head or below 0
    /// @throws ForgottenException if it lies before [#first]
    public AccessView at(TenantId tenant, long seq) {
        return historyOf(tenant).at(seq);
    }

    /// The first position that can be asked about, 0 where nothing was forgotten.
    public long first(TenantId tenant) {
        return historyOf(tenant).first;
    }

    /// Forgets what held before the last commit at or before a position. When commits were is known of all of them.
    /// Commits of this tenant wait meanwhile, for a time that grows with its users; nobody who reads does.
    public void forgetBefore(TenantId tenant, long seq) {
        TenantHistory history = tenants.get(tenant);
        if (history != null) {
            history.forgetBefore(seq, kept -> tenants.replace(tenant, history, kept));
        }
    }

    /// What there ever was in a tenant, up to its head as it is now.
    public TenantVersions versions(TenantId tenant) {
        return new TenantVersions(historyOf(tenant));
    }

    /// The tenant as it would be after one more commit; nothing is kept. No events: the tenant at its head.
    ///
    /// @throws GapException if the events are not one whole commit, or do not follow on the head
    /// @throws IllegalStateException if an event does not fit what is known
    public AccessView tentative(TenantId tenant, List<RecordedEvent> wholeCommit) {
        IndexView now = historyOf(tenant).now();
        if (wholeCommit.isEmpty()) {
            return now;
        }
        long end = Commits.requireWhole(tenant, wholeCommit);
        Commits.requireNext(now.position(), wholeCommit);
        return new TentativeView(now, Draft.of(now, wholeCommit), end);
    }

    /// The tenant in which a token with this SHA-256 of its secret (64 hexadecimal digits, lower case) was ever
    /// issued.
    public Optional<TenantId> tenantOfToken(String secretSha256) {
        @Nullable TenantId tenant = tenantsBySecret.get(secretSha256);
        return Optional.ofNullable(tenant);
    }

    /// Forgets a tenant, to be folded anew from its first commit.
    public void forget(TenantId tenant) {
        tenants.remove(tenant);
        tenantsBySecret.values().removeIf(tenant::equals);
    }

    /// Takes a tenant over from an index that was read back, with all its versions, where nothing is known of it here.
    ///
    /// @return whether it was taken
    public boolean adopt(AccessIndex other, TenantId tenant) {
        TenantHistory history = other.tenants.get(tenant);
        return history != null && !tenants.containsKey(tenant) && adopt(history);
    }

    boolean adopt(TenantHistory history) {
        boolean taken = tenants.putIfAbsent(history.tenant, history) == null;
        if (taken) {
            history.tokens.secrets().forEach(secret -> tenantsBySecret.put(secret, history.tenant));
        }
        return taken;
    }

    List<TenantHistory> histories() {
        return List.copyOf(tenants.values());
    }

    private TenantHistory historyOf(TenantId tenant) {
        TenantHistory known = tenants.get(tenant);
        return known != null ? known : new TenantHistory(tenant);
    }
}
