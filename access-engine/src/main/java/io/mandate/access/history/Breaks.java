package io.mandate.access.history;

import io.mandate.access.AccessView;
import io.mandate.access.catalog.Catalog;
import io.mandate.access.catalog.CatalogNode;
import io.mandate.access.catalog.Defined;
import io.mandate.access.fact.Fact;
import io.mandate.access.index.TenantVersions;
import io.mandate.access.token.Token;
import io.mandate.access.user.Cohort;
import io.mandate.events.catalog.RoleDefinition;
import io.mandate.events.catalog.RoleTypeDefinition;
import io.mandate.events.tenant.Availability;
import io.mandate.events.tenant.Policy;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.UserId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// Where answers to a question may change: nowhere else. Of the catalog and the tenant only those changes count that
/// the question depends on, since others, such as a quota that was exceeded, are many.
final class Breaks {
    private final TenantVersions versions;
    private final AccessQuestion question;
    private final long after;
    private final long until;
    private final long[] common;

    /// @param after what changed up to here is not looked at
    Breaks(TenantVersions versions, AccessQuestion question, long after, long until) {
        this.versions = versions;
        this.question = question;
        this.after = after;
        this.until = until;
        RecordId record = question.record();
        this.common = TenantVersions.merged(
                grounds(),
                record == null ? new long[0] : versions.recordChanges(question.node(), record, after, until),
                principal(),
                question.profile()
                        .map(profile -> versions.profileChanges(profile, after, until))
                        .orElseGet(() -> new long[0]),
                token());
    }

    /// Where the token that is asked about as a record was issued: before, there was none.
    private long[] token() {
        Token token = question.token(versions.at(until));
        long issued = token == null ? 0 : versions.end(token.issued());
        return issued <= after ? new long[0] : new long[] {issued};
    }

    /// Those of the principal that is asked about as a record, or by which it is what it is.
    private long[] principal() {
        UserId id = question.principal(versions.at(until));
        int number = id == null ? -1 : versions.number(id);
        return number < 0 ? new long[0] : own(number);
    }

    /// Those of a user, in order.
    long[] of(int user) {
        return TenantVersions.merged(own(user), common);
    }

    private long[] own(int user) {
        long[] changes = versions.userChanges(user, after, until);
        if (changes.length == 0) {
            return ofProfile(versions.cohort(user, until), after, until);
        }
        long[][] breaks = new long[changes.length + 2][];
        long begin = after;
        for (int i = 0; i <= changes.length; i++) {
            long end = i < changes.length ? changes[i] : until;
            breaks[i] = ofProfile(versions.cohort(user, begin), begin, end);
            begin = end;
        }
        breaks[changes.length + 1] = changes;
        return TenantVersions.merged(breaks);
    }

    /// Those of every user that belongs to a cohort all the time.
    long[] of(@Nullable Cohort cohort, long from, long to) {
        long[] profile = ofProfile(cohort, from, to);
        return profile.length == 0 ? common : TenantVersions.merged(common, profile);
    }

    private long[] ofProfile(@Nullable Cohort cohort, long from, long to) {
        ProfileId profile = cohort == null ? null : cohort.profile();
        return profile == null ? new long[0] : versions.profileChanges(profile, from, to);
    }

    private long[] grounds() {
        LongStream.Builder found = LongStream.builder();
        Ground last = Ground.of(versions.at(after), question.node());
        for (long seq : versions.groundChanges(after, until)) {
            Ground next = Ground.of(versions.at(seq), question.node());
            if (!next.equals(last)) {
                found.add(seq);
                last = next;
            }
        }
        return found.build().toArray();
    }

    /// All that answers take from the catalog and the tenant.
    private record Ground(
            List<CatalogNode> path,
            @Nullable CatalogNode container,
            List<@Nullable Fact<Availability>> available,
            Map<RoleKey, Defined<RoleDefinition>> roles,
            Map<RoleTypeKey, Defined<RoleTypeDefinition>> types,
            int rules,
            boolean ended,
            String visible) {

        static Ground of(AccessView view, NodeKey key) {
            Catalog catalog = view.catalog();
            List<CatalogNode> path = catalog.path(key);
            NodeKey container =
                    path.isEmpty() ? null : path.getLast().definition().scopedBy();
            List<@Nullable Fact<Availability>> available = Arrays.asList(path.stream()
                    .map(node -> view.tenantState().availability().get(node.key()))
                    .toArray(Ground::facts));
            return new Ground(
                    path,
                    container == null ? null : catalog.node(container),
                    available,
                    catalog.roles(),
                    catalog.roleTypes(),
                    view.tenantState().rulesVersion(),
                    view.tenantState().offboarded(),
                    Objects.requireNonNull(view.tenantState().policy(Policy.MASK_VISIBLE_CHARS)));
        }

        @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
        private static @Nullable Fact<Availability>[] facts(int size) {
            return new Fact[size];
        }
    }
}
