package io.mandate.access.index;

import io.mandate.access.catalog.Catalog;
import io.mandate.access.catalog.CatalogFold;
import io.mandate.access.profile.Profile;
import io.mandate.access.profile.ProfileFold;
import io.mandate.access.record.RegisteredRecord;
import io.mandate.access.tenant.TenantState;
import io.mandate.access.token.Token;
import io.mandate.access.user.Cohort;
import io.mandate.access.user.Subject;
import io.mandate.events.RecordedEvent;
import io.mandate.events.catalog.CatalogEvent;
import io.mandate.events.licence.LicenceEvent;
import io.mandate.events.profile.ProfileEvent;
import io.mandate.events.profile.ProfileEvent.ProfileCreated;
import io.mandate.events.record.RecordEvent;
import io.mandate.events.record.RecordEvent.RecordChanged;
import io.mandate.events.record.RecordEvent.RecordRegistered;
import io.mandate.events.record.RecordEvent.RecordRetired;
import io.mandate.events.tenant.TenantEvent;
import io.mandate.events.token.TokenEvent;
import io.mandate.events.token.TokenEvent.TokenIssued;
import io.mandate.events.user.UserEvent;
import io.mandate.events.user.UserEvent.UserCreated;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.RecordId;
import io.mandate.events.values.TokenId;
import io.mandate.events.values.UserId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What some events make of a view, beside it: only what they touch. Storing a commit and previewing one are this
/// same fold, so they cannot differ; and an event that cannot be folded throws before anything was stored.
final class Draft {
    final Map<UserId, Subject> users = new LinkedHashMap<>();
    final Map<NodeKey, Map<RecordId, Optional<RegisteredRecord>>> records = new LinkedHashMap<>();
    final Map<TokenId, Token> tokens = new LinkedHashMap<>();
    final Map<Cohort, Long> counts = new HashMap<>();
    private final Map<ProfileId, Profile> profiles = new LinkedHashMap<>();
    private final Map<ProfileId, ProfileFold> profilesFolding = new LinkedHashMap<>();
    private final Map<ProfileId, ProfileFold> profilesTouched = new LinkedHashMap<>();
    private final IndexView base;
    private Catalog catalog;
    private @Nullable CatalogFold folding;
    private TenantState state;

    private Draft(IndexView base) {
        this.base = base;
        this.catalog = base.catalog();
        this.state = base.tenantState();
    }

    static Draft of(IndexView base, List<RecordedEvent> events) {
        Draft draft = new Draft(base);
        events.forEach(draft::fold);
        return draft;
    }

    /// Catalog and state after the events; the base's own where they touched neither.
    Ground ground() {
        if (folding != null) {
            catalog = folding.catalog();
            folding = null;
        }
        boolean same = catalog == base.catalog() && state.equals(base.tenantState());
        return same ? base.ground() : base.ground().then(catalog, state);
    }

    /// The profiles that the events touched, as they are after the events so far. It is written to, so it is asked for
    /// by the thread that folds.
    Map<ProfileId, Profile> profiles() {
        profilesTouched.forEach((id, fold) -> profiles.put(id, fold.profile()));
        profilesTouched.clear();
        return profiles;
    }

    void fold(RecordedEvent recorded) {
        long seq = recorded.seq();
        switch (recorded.event()) {
            case CatalogEvent event -> fold(event, seq);
            case TenantEvent event -> state = state.after(event, seq);
            case LicenceEvent event -> state = state.after(event, seq);
            case ProfileEvent event -> fold(event, recorded);
            case UserEvent event -> fold(event, seq);
            case RecordEvent event -> fold(event, seq);
            case TokenEvent event -> fold(event, seq);
        }
    }

    private void fold(CatalogEvent event, long seq) {
        if (folding == null) {
            folding = new CatalogFold(catalog);
        }
        folding.fold(event, seq);
    }

    private void fold(ProfileEvent event, RecordedEvent recorded) {
        ProfileFold fold = profilesFolding.get(event.profile());
        if (fold != null) {
            fold.fold(event, recorded.seq(), recorded.commitSeq());
            profilesTouched.put(event.profile(), fold);
            return;
        }
        Profile known = base.everProfile(event.profile());
        if (known != null) {
            fold = new ProfileFold(known);
            fold.fold(event, recorded.seq(), recorded.commitSeq());
        } else if (event instanceof ProfileCreated created) {
            fold = new ProfileFold(Profile.created(created, recorded.seq(), recorded.commitSeq()));
        } else {
            throw neverBegan("profile " + event.profile());
        }
        profilesFolding.put(event.profile(), fold);
        profilesTouched.put(event.profile(), fold);
    }

    private void fold(UserEvent event, long seq) {
        Subject known = users.get(event.user());
        if (known == null) {
            known = base.bareUser(event.user());
        }
        Subject next;
        if (event instanceof UserCreated created && known == null) {
            next = Subject.created(created, seq);
        } else if (known != null) {
            next = known.after(event, seq);
            counts.merge(known.cohort(), -1L, Long::sum);
        } else {
            throw neverBegan("user " + event.user());
        }
        counts.merge(next.cohort(), 1L, Long::sum);
        if (!next.equals(known)) {
            users.put(event.user(), next);
        }
    }

    private void fold(RecordEvent event, long seq) {
        Map<RecordId, Optional<RegisteredRecord>> all =
                records.computeIfAbsent(event.resource(), unused -> new LinkedHashMap<>());
        RegisteredRecord known = all.containsKey(event.record())
                ? all.get(event.record()).orElse(null)
                : base.registered(event.resource(), event.record());
        all.put(
                event.record(),
                switch (event) {
                    case RecordRegistered e -> Optional.of(RegisteredRecord.of(e.data(), seq));
                    case RecordChanged e ->
                        Optional.of(known == null ? RegisteredRecord.of(e.to(), seq) : known.after(e.to(), seq));
                    case RecordRetired e -> Optional.empty();
                });
    }

    private void fold(TokenEvent event, long seq) {
        Token known = tokens.get(event.token());
        if (known == null) {
            known = base.token(event.token());
        }
        if (event instanceof TokenIssued issued && known == null) {
            tokens.put(event.token(), Token.issued(issued, seq));
        } else if (known != null) {
            tokens.put(event.token(), known.after(event, seq));
        } else {
            throw neverBegan("token " + event.token());
        }
    }

    private static IllegalStateException neverBegan(String what) {
        return new IllegalStateException(what + " never began");
    }
}
