package io.mandate.command.invariants;

import io.mandate.access.AccessView;
import io.mandate.access.permission.Escalation;
import io.mandate.access.permission.Excess;
import io.mandate.access.user.Subject;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.tenant.Policy;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.UserId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is refused of that which somebody would give and does not hold, and how it is told.
final class Refuse {
    /// So many further nodes are named; the count says how many there are.
    private static final int NAMED = 20;

    private Refuse() {}

    /// Refuses what was found, but for what somebody has to be the first to give.
    ///
    /// @param receivers who gets it; empty: nobody yet
    static void unlessHeld(Aftermath aftermath, UserId giver, Supplier<Set<UserId>> receivers, List<Excess> found) {
        all(notHeld(aftermath, giver, receivers, found));
    }

    /// What of that is refused.
    ///
    /// @param receivers asked only where it matters who they are
    static List<Excess> notHeld(
            Aftermath aftermath, UserId giver, Supplier<Set<UserId>> receivers, List<Excess> found) {
        Taken taken = new Taken(aftermath);
        return counted(aftermath.before(), found).stream()
                .filter(excess -> HeldApart.includes(excess)
                        ? !HeldApart.mayBeGiven(aftermath.before(), aftermath.after(), giver, receivers.get())
                        : !isNew(aftermath.before(), giver, excess, taken))
                .toList();
    }

    /// What of that is refused where a catalog gives it: what another took comes back as it was.
    static List<Excess> notHeldByCatalog(
            Aftermath aftermath, UserId giver, Supplier<Set<UserId>> receivers, List<Excess> found) {
        List<Excess> refused = notHeld(aftermath, giver, receivers, found);
        List<Excess> back = refused.stream()
                .filter(excess -> !HeldApart.includes(excess) && byNobody(aftermath.before(), giver, excess))
                .toList();
        Set<Excess> beyond = new Taken(aftermath).beyond(giver, back);
        return refused.stream()
                .filter(excess -> !back.contains(excess) || beyond.contains(excess))
                .toList();
    }

    /// Where the tenant has switched the guard off, only the duty that is held apart counts: otherwise
    /// the guard would be switched off for a moment to get it.
    static List<Excess> counted(AccessView before, List<Excess> excesses) {
        return excesses.stream()
                .filter(excess -> guarded(before) || HeldApart.includes(excess))
                .toList();
    }

    static boolean guarded(AccessView before) {
        return before.tenantState().holds(Policy.GUARD_ESCALATION);
    }

    /// As he was before the change.
    static boolean superuser(AccessView before, UserId giver) {
        @Nullable Subject subject = before.user(giver);
        return subject != null && Escalation.superuser(before.catalog(), subject);
    }

    /// Refuses, if anything was found.
    static void all(List<Excess> excesses) {
        if (!excesses.isEmpty()) {
            throw new RejectedException(refusal(excesses));
        }
    }

    /// Names the rest, too: whoever corrects one node at a time asks in vain for each of the others.
    private static Rejection refusal(List<Excess> excesses) {
        SortedMap<NodeKey, SortedSet<ActionName>> rights = new TreeMap<>();
        excesses.forEach(excess ->
                rights.computeIfAbsent(excess.node(), _ -> new TreeSet<>()).add(excess.action()));
        Excess first = excesses.getFirst();
        Rejection refusal = Rejection.of(
                RejectionCode.PROFILE_ESCALATION,
                "actions",
                Objects.requireNonNull(rights.remove(first.node())),
                "node",
                first.node(),
                "why",
                first.kind(),
                "further",
                rights.size());
        return rights.isEmpty()
                ? refusal
                : refusal.with(
                        "nodes",
                        rights.entrySet().stream()
                                .limit(NAMED)
                                .map(Refuse::told)
                                .toList());
    }

    private static String told(Map.Entry<NodeKey, SortedSet<ActionName>> right) {
        return right.getKey()
                + ": "
                + right.getValue().stream().map(ActionName::value).collect(Collectors.joining(" "));
    }

    /// A node that a newer catalog brought is held by nobody, and somebody must be the first to give it:
    /// whoever may change the catalog itself. What a catalog took from others is not new.
    static boolean isNew(AccessView before, UserId giver, Excess excess, Taken taken) {
        return byNobody(before, giver, excess) && !taken.from(giver, excess.node(), excess.action());
    }

    private static boolean byNobody(AccessView before, UserId giver, Excess excess) {
        return excess.kind() == Excess.Kind.NOT_HELD
                && Held.catalog(before, giver)
                && !Held.byAnybody(before, excess.node(), excess.action());
    }

    /// For who may not view the profile that gives it: neither what, nor where.
    static RejectedException unseen() {
        return new RejectedException(Rejection.of(
                RejectionCode.PROFILE_ESCALATION,
                "actions",
                "some",
                "node",
                "nodes of a profile that you may not view"));
    }

    static RejectedException everything() {
        return new RejectedException(
                Rejection.of(RejectionCode.PROFILE_ESCALATION, "actions", "everything", "node", "every node"));
    }
}
