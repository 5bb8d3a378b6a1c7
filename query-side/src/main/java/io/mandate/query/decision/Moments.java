package io.mandate.query.decision;

import io.mandate.access.AccessView;
import io.mandate.events.problem.RejectedException;
import io.mandate.http.request.MinPosition;
import io.mandate.live.Patience;
import io.mandate.live.identity.Caller;
import io.mandate.query.history.AsOf;
import io.mandate.query.history.PastReads;
import io.mandate.query.history.PastViews;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// The moments one request asks about, each resolved once, so that all its questions about a moment
/// are answered by the same view; and what the access journal is told of them.
final class Moments {
    /// A batch about more of them would be many requests in one.
    private static final int MOST = 100;

    private final PastViews views;
    private final AccessView newest;
    private final Caller caller;
    private final Map<AsOf, AccessView> resolved = new HashMap<>();
    private final Map<AsOf, RejectedException> refused = new HashMap<>();
    private final PastQuestions asked = new PastQuestions();
    private AccessView judging;
    private boolean atHead;
    private @Nullable Patience patience;

    Moments(PastViews views, AccessView newest, Caller caller) {
        this.views = views;
        this.newest = newest;
        this.judging = newest;
        this.caller = caller;
    }

    AccessView newest() {
        return newest;
    }

    /// The tenant as the caller is judged by it: for questions about the past at the head that it has in the store, as
    /// for everything else that is read by people.
    AccessView judging() {
        return judging;
    }

    /// The tenant at the moment of a question. Refused with NOT_PERMITTED for who may not ask about
    /// the past, and as [PastViews#at].
    AccessView of(EvaluationRequest request) {
        AsOf moment = request.asOf();
        if (moment.isNow()) {
            return newest;
        }
        judgeAtHead();
        PastReads.requireDecisions(judging, caller);
        RejectedException refusal = refused.get(moment);
        if (refusal != null) {
            throw refusal;
        }
        AccessView view = resolved.computeIfAbsent(moment, this::resolve);
        asked.add(request, view);
        return view;
    }

    /// Services ask for their products, by the thousand, as their tokens say: nothing is decided about them.
    private void judgeAtHead() {
        if (!PastReads.asksForItsProduct(caller)) {
            AccessView _ = atHead();
        }
    }

    /// The tenant at the head that it has in the store now, or had when this request asked for it first.
    AccessView atHead() {
        if (!atHead) {
            judging = views.atHead(newest.tenant(), new MinPosition(null));
            atHead = true;
        }
        return judging;
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

    /// What was asked about the past, for the access journal; empty: nothing was.
    List<SortedMap<String, String>> asked() {
        return asked.rows();
    }
}
