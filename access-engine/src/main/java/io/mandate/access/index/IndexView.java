package io.mandate.access.index;

import io.mandate.access.NumberedView;
import io.mandate.access.catalog.Catalog;
import io.mandate.access.profile.Profile;
import io.mandate.access.record.RegisteredRecord;
import io.mandate.access.tenant.TenantState;
import io.mandate.access.token.Token;
import io.mandate.access.user.Cohort;
import io.mandate.access.user.Subject;
import io.mandate.access.user.SubjectFact;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.TokenId;
import io.mandate.events.values.UserId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A tenant at the end of one of its commits, read straight from the stored versions.
final class IndexView implements NumberedView {
    private final TenantHistory history;
    private final long seq;
    private final Ground ground;
    private final @Nullable Counts counts;

    /// @param counts null at past moments
    IndexView(TenantHistory history, long seq, Ground ground, @Nullable Counts counts) {
        this.history = history;
        this.seq = seq;
        this.ground = ground;
        this.counts = counts;
    }

    @Override
    public TenantId tenant() {
        return history.tenant;
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
        Timeline<Profile> versions = history.profiles.get(id);
        return versions == null ? null : versions.at(seq);
    }

    @Override
    public Collection<Profile> profiles() {
        List<Profile> living = new ArrayList<>();
        for (Timeline<Profile> versions : history.profiles.values()) {
            Profile profile = versions.at(seq);
            if (profile != null && !profile.deleted()) {
                living.add(profile);
            }
        }
        return living;
    }

    @Override
    public @Nullable Subject user(UserId id) {
        return history.users.at(id, seq);
    }

    /// For folding: the facts are all 0.
    @Nullable
    Subject bareUser(UserId id) {
        int row = history.users.rowAt(id, seq);
        return row < 0 ? null : history.users.bareSubject(id, row);
    }

    @Override
    public @Nullable Cohort cohort(UserId id) {
        int row = history.users.rowAt(id, seq);
        return row < 0 ? null : history.users.cohort(row);
    }

    @Override
    public long fact(UserId id, SubjectFact fact) {
        int row = history.users.rowAt(id, seq);
        return row < 0 ? 0 : history.users.fact(row, fact);
    }

    @Override
    public int cohortNumber(UserId id) {
        int row = history.users.rowAt(id, seq);
        return row < 0 ? -1 : history.users.cohortNumberAt(row);
    }

    @Override
    public Cohort cohort(int number) {
        return history.users.cohortOf(number);
    }

    @Override
    public int profileVersion(int cohort) {
        Timeline<Profile> versions = history.profileOf(cohort);
        return versions == null ? -1 : versions.numberAt(seq);
    }

    @Override
    public SortedSet<UserId> users(ProfileId profile) {
        SortedSet<UserId> found = new TreeSet<>();
        boolean nobody =
                counts != null && cohorts().keySet().stream().noneMatch(cohort -> profile.equals(cohort.profile()));
        int size = nobody ? 0 : history.users.size();
        for (int number = 0; number < size; number++) {
            int row = history.users.rowOf(number, seq);
            if (row >= 0 && profile.equals(history.users.cohort(row).profile())) {
                found.add(history.users.id(number));
            }
        }
        return found;
    }

    @Override
    public Iterable<Subject> users() {
        return () -> new EveryUser(history.users, seq);
    }

    @Override
    public List<UserId> users(@Nullable UserId after, int most) {
        return history.users
                .inOrder(after)
                .filter(number -> history.users.rowOf(number, seq) >= 0)
                .limit(most)
                .mapToObj(history.users::id)
                .toList();
    }

    @Override
    public @Nullable RegisteredRecord registered(NodeKey resource, RecordId record) {
        return history.records.at(resource, record, seq);
    }

    @Override
    public long recordChanged(NodeKey resource, RecordId record) {
        return history.records.changed(resource, record, seq);
    }

    @Override
    public SortedSet<RecordId> records(NodeKey resource) {
        return history.records.at(resource, seq);
    }

    @Override
    public @Nullable Token token(String secretSha256) {
        return history.tokens.at(secretSha256, seq);
    }

    @Override
    public @Nullable Token token(TokenId id) {
        return history.tokens.at(id, seq);
    }

    @Override
    public Collection<Token> tokens(UserId principal) {
        return history.tokens.of(principal, seq);
    }

    @Override
    public Set<UserId> tokenHolders() {
        return history.tokens.principals();
    }

    @Override
    public Map<Cohort, Long> cohorts() {
        return counts == null ? countedOneByOne() : counts.byCohort(history.users);
    }

    private Map<Cohort, Long> countedOneByOne() {
        Map<Cohort, Long> found = new HashMap<>();
        for (int number = 0; number < history.users.size(); number++) {
            int row = history.users.rowOf(number, seq);
            if (row >= 0) {
                found.merge(history.users.cohort(row), 1L, Long::sum);
            }
        }
        return found;
    }

    @Override
    public <T> T remembered(Class<T> kind, Supplier<T> first) {
        return ground.remembered(kind, first);
    }

    @Override
    public <T> @Nullable T known(Class<T> kind) {
        return ground.known(kind);
    }

    Ground ground() {
        return ground;
    }

    /// Only at the head.
    Counts counts() {
        if (counts == null) {
            throw new IllegalStateException("only the head keeps counts");
        }
        return counts;
    }

    @Override
    public String toString() {
        return history.tenant + " at " + seq;
    }
}
