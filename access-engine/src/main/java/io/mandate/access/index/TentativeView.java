package io.mandate.access.index;

import io.mandate.access.AccessView;
import io.mandate.access.catalog.Catalog;
import io.mandate.access.profile.Profile;
import io.mandate.access.record.RegisteredRecord;
import io.mandate.access.tenant.TenantState;
import io.mandate.access.token.Token;
import io.mandate.access.user.Cohort;
import io.mandate.access.user.Subject;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.TokenId;
import io.mandate.events.values.UserId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A tenant as it would be after events that are not stored: a draft laid over the view before them.
final class TentativeView implements AccessView {
    private final IndexView base;
    private final Draft draft;
    private final Ground ground;
    private final Map<ProfileId, Profile> profiles;
    private final long seq;

    TentativeView(IndexView base, Draft draft, long seq) {
        this.base = base;
        this.draft = draft;
        this.ground = draft.ground();
        this.profiles = draft.profiles();
        this.seq = seq;
    }

    @Override
    public TenantId tenant() {
        return base.tenant();
    }

    @Override
    public long position() {
        return seq;
    }

    @Override
    public Catalog catalog() {
        return ground.catalog();
    }

    @Override
    public TenantState tenantState() {
        return ground.state();
    }

    @Override
    public @Nullable Profile profile(ProfileId id) {
        Profile profile = everProfile(id);
        return profile == null || profile.deleted() ? null : profile;
    }

    @Override
    public @Nullable Profile everProfile(ProfileId id) {
        Profile changed = profiles.get(id);
        return changed != null ? changed : base.everProfile(id);
    }

    @Override
    public Collection<Profile> profiles() {
        Map<ProfileId, Profile> living = new LinkedHashMap<>();
        base.profiles().forEach(profile -> living.put(profile.id(), profile));
        living.putAll(profiles);
        return living.values().stream().filter(profile -> !profile.deleted()).toList();
    }

    @Override
    public @Nullable Subject user(UserId id) {
        Subject changed = draft.users.get(id);
        Subject known = base.user(id);
        return changed == null || known == null
                ? (changed == null ? known : changed)
                : changed.withFacts(changed.facts().completedBy(known.facts()));
    }

    @Override
    public @Nullable Cohort cohort(UserId id) {
        Subject changed = draft.users.get(id);
        return changed != null ? changed.cohort() : base.cohort(id);
    }

    @Override
    public SortedSet<UserId> users(ProfileId profile) {
        SortedSet<UserId> found = base.users(profile);
        draft.users.forEach((id, changed) -> {
            if (profile.equals(changed.profile())) {
                found.add(id);
            } else {
                found.remove(id);
            }
        });
        return found;
    }

    @Override
    public Iterable<Subject> users() {
        List<UserId> fresh = new ArrayList<>();
        draft.users.keySet().forEach(id -> {
            if (base.cohort(id) == null) {
                fresh.add(id);
            }
        });
        List<Subject> all = new ArrayList<>();
        base.users().forEach(known -> all.add(current(known)));
        fresh.forEach(id -> all.add(draft.users.get(id)));
        return all;
    }

    private Subject current(Subject known) {
        Subject changed = draft.users.get(known.id());
        return changed == null ? known : changed.withFacts(changed.facts().completedBy(known.facts()));
    }

    @Override
    public @Nullable RegisteredRecord registered(NodeKey resource, RecordId record) {
        Optional<RegisteredRecord> changed =
                draft.records.getOrDefault(resource, Map.of()).get(record);
        return changed != null ? changed.orElse(null) : base.registered(resource, record);
    }

    @Override
    public long recordChanged(NodeKey resource, RecordId record) {
        return draft.records.getOrDefault(resource, Map.of()).containsKey(record)
                ? position()
                : base.recordChanged(resource, record);
    }

    @Override
    public SortedSet<RecordId> records(NodeKey resource) {
        SortedSet<RecordId> found = base.records(resource);
        draft.records.getOrDefault(resource, Map.of()).forEach((id, data) -> {
            if (data.isPresent()) {
                found.add(id);
            } else {
                found.remove(id);
            }
        });
        return found;
    }

    @Override
    public @Nullable Token token(String secretSha256) {
        for (Token changed : draft.tokens.values()) {
            if (changed.secretSha256().equals(secretSha256)) {
                return changed;
            }
        }
        return base.token(secretSha256);
    }

    @Override
    public @Nullable Token token(TokenId id) {
        Token changed = draft.tokens.get(id);
        return changed != null ? changed : base.token(id);
    }

    @Override
    public Collection<Token> tokens(UserId principal) {
        Map<TokenId, Token> found = new TreeMap<>();
        base.tokens(principal).forEach(token -> found.put(token.id(), token));
        draft.tokens.forEach((id, token) -> {
            if (token.principal().equals(principal)) {
                found.put(id, token);
            }
        });
        return found.values();
    }

    @Override
    public Set<UserId> tokenHolders() {
        if (draft.tokens.isEmpty()) {
            return base.tokenHolders();
        }
        Set<UserId> holders = new HashSet<>(base.tokenHolders());
        draft.tokens.values().forEach(token -> holders.add(token.principal()));
        return holders;
    }

    @Override
    public Map<Cohort, Long> cohorts() {
        Map<Cohort, Long> counts = new HashMap<>(base.cohorts());
        draft.counts.forEach((cohort, change) -> counts.merge(cohort, change, Long::sum));
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    @Override
    public <T> T remembered(Class<T> kind, Supplier<T> first) {
        return ground.remembered(kind, first);
    }

    @Override
    public <T> @Nullable T known(Class<T> kind) {
        return ground.known(kind);
    }
}
