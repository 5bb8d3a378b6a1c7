package io.mandate.access;

import io.mandate.access.catalog.Catalog;
import io.mandate.access.profile.Profile;
import io.mandate.access.record.RegisteredRecord;
import io.mandate.access.tenant.TenantState;
import io.mandate.access.token.Token;
import io.mandate.access.user.Cohort;
import io.mandate.access.user.Subject;
import io.mandate.access.user.SubjectFact;
import io.mandate.events.record.RecordData;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.TokenId;
import io.mandate.events.values.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A tenant at one position: now, at a past moment, or as it would be after changes not yet made. It never changes,
/// and any number of threads may read it.
public interface AccessView {
    TenantId tenant();

    /// The position it shows: the end of a commit, 0 before the first.
    long position();

    Catalog catalog();

    TenantState tenantState();

    /// The living profile of that id; null if there is none, or none any more.
    @Nullable
    Profile profile(ProfileId id);

    /// As [#profile], but also one that was deleted.
    @Nullable
    Profile everProfile(ProfileId id);

    /// The living profiles, in no particular order.
    Collection<Profile> profiles();

    /// The principal of that id, also one that was deleted; null if there never was one.
    @Nullable
    Subject user(UserId id);

    /// What decides for nearly all users, without building a [Subject]; null as in [#user].
    @Nullable
    Cohort cohort(UserId id);

    /// The event that set a fact of a principal, also where no [Subject] needs to be built for it; 0 if there never was
    /// such a principal.
    default long fact(UserId id, SubjectFact fact) {
        Subject subject = user(id);
        return subject == null ? 0 : fact.of(subject.facts());
    }

    /// The principals that have this profile (not the deleted ones), by id. Walks over all users of the tenant,
    /// unless nobody has it.
    SortedSet<UserId> users(ProfileId profile);

    /// Every principal there ever was, also the deleted ones, in no particular order. Walks over all of them.
    Iterable<Subject> users();

    /// The ids of the first principals by id, those after one if it is given, also the deleted ones: all of them in
    /// order, page by page.
    ///
    /// @param most 1 or more; fewer are answered where there are no more
    default List<UserId> users(@Nullable UserId after, int most) {
        SortedSet<UserId> all = new TreeSet<>();
        users().forEach(each -> all.add(each.id()));
        return all.stream()
                .filter(id -> after == null || id.compareTo(after) > 0)
                .limit(most)
                .toList();
    }

    /// What is registered about a record, with the events that said so; null if nothing is.
    @Nullable
    RegisteredRecord registered(NodeKey resource, RecordId record);

    /// As [#registered], without the events.
    default @Nullable RecordData record(NodeKey resource, RecordId record) {
        RegisteredRecord registered = registered(resource, record);
        return registered == null ? null : registered.data();
    }

    /// The position of the last commit that registered, changed or retired a record; 0 if none did.
    long recordChanged(NodeKey resource, RecordId record);

    /// The records registered for a resource, by id.
    SortedSet<RecordId> records(NodeKey resource);

    /// The token with this SHA-256 of its secret (64 hexadecimal digits, lower case), also a revoked one.
    @Nullable
    Token token(String secretSha256);

    /// The token of that id, also a revoked one.
    @Nullable
    Token token(TokenId id);

    /// The tokens that speak for a principal, also the revoked ones, by id.
    Collection<Token> tokens(UserId principal);

    /// The principals that tokens speak for, or once did, in no particular order.
    Set<UserId> tokenHolders();

    /// How many users are in each cohort, the deleted ones too; cohorts without any are absent. At the head this
    /// costs one step per cohort, at past moments one per user.
    Map<Cohort, Long> cohorts();

    /// Remembers something that follows from the catalog and the tenant's state alone, for as long as both stay as
    /// they are. There is one for each class; it must be safe for use by many threads.
    <T> T remembered(Class<T> kind, Supplier<T> first);

    /// What [#remembered] keeps of a class; null if it keeps nothing yet.
    <T> @Nullable T known(Class<T> kind);
}
