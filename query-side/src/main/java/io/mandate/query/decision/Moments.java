package io.mandate.query.decision;

import io.mandate.access.AccessView;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.values.InvalidValueException;
import io.mandate.events.values.UserId;
import io.mandate.live.Patience;
import io.mandate.live.identity.Caller;
import io.mandate.query.history.AsOf;
import io.mandate.query.history.PastReads;
import io.mandate.query.history.PastViews;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The moments one request asks about, each resolved once, so that all its questions about a moment
/// are answered by the same view; and what the access journal is told of them.
final class Moments {
    /// A batch about more of them would be many requests in one.
    private static final int MOST = 100;
    /// So many subjects are named in the journal; of more, how many there were.
    private static final int NAMED = 20;

    private static final int LONGEST = 200;
    private static final String NO_ID = "(no id)";

    private final PastViews views;
    private final AccessView newest;
    private final Caller caller;
    private final Map<AsOf, AccessView> resolved = new HashMap<>();
    private final Map<AsOf, RejectedException> refused = new HashMap<>();
    private final SortedSet<String> subjects = new TreeSet<>();
    private final SortedMap<String, String> first = new TreeMap<>();
    private @Nullable Patience patience;
    private int questions;

    Moments(PastViews views, AccessView newest, Caller caller) {
        this.views = views;
        this.newest = newest;
        this.caller = caller;
    }

    AccessView newest() {
        return newest;
    }

    /// The tenant at the moment of a question. Refused with NOT_PERMITTED for who may not ask about
    /// the past, and as [PastViews#at].
    AccessView of(EvaluationRequest request) {
        AsOf moment = request.asOf();
        if (moment.isNow()) {
            return newest;
        }
        PastReads.requireDecisions(newest, caller);
        RejectedException refusal = refused.get(moment);
        if (refusal != null) {
            throw refusal;
        }
        AccessView view = resolved.computeIfAbsent(moment, this::resolve);
        remember(request, view);
        return view;
    }

    private AccessView resolve(AsOf moment) {
        if (resolved.size() + refused.size() >= MOST) {
            throw new BadRequestException("a batch asks about at most " + MOST + " moments");
        }
        if (patience == null) {
            patience = views.patience();
        }
        try {
            return views.at(newest.tenant(), moment, patience);
        } catch (RejectedException e) {
            refused.put(moment, e);
            throw e;
        }
    }

    private void remember(EvaluationRequest request, AccessView view) {
        String subject = id(request.subjectType()) + ":" + id(request.subjectId());
        if (questions++ == 0) {
            first.put("action", id(request.action()));
            first.put("resource", resource(request.resourceType(), view));
            first.put("record", cut(request.resourceId()));
        }
        if (subjects.size() < NAMED) {
            subjects.add(subject);
        }
    }

    /// Whether anything was answered about the past.
    boolean past() {
        return questions > 0;
    }

    /// What was asked about the past; of several questions the first one's action and resource.
    SortedMap<String, String> facts() {
        SortedMap<String, String> facts = new TreeMap<>(first);
        facts.put("questions", String.valueOf(questions));
        facts.put("subject", String.join(" ", subjects));
        facts.put(
                "moment",
                resolved.keySet().stream().map(AsOf::toString).sorted().collect(Collectors.joining(" ")));
        facts.put(
                "position",
                resolved.values().stream()
                        .map(AccessView::position)
                        .sorted()
                        .distinct()
                        .map(String::valueOf)
                        .collect(Collectors.joining(" ")));
        return facts;
    }

    /// What cannot be an id is not noted: it may be somebody's address or name, and the journal
    /// forgets nothing.
    private static String id(String text) {
        try {
            return new UserId(text).value();
        } catch (InvalidValueException _) {
            return NO_ID;
        }
    }

    private static String resource(String name, AccessView view) {
        return view.catalog().nodeByNameOrAlias(name) == null ? NO_ID : cut(name);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
