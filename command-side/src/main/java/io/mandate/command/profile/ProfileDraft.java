package io.mandate.command.profile;

import io.mandate.access.AccessView;
import io.mandate.access.profile.Profile;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.profile.ProfileEvent;
import io.mandate.events.profile.ProfileEvent.ProfileCreated;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A profile while one command works on it: each change sees what the ones before it have done, and
/// nothing is so before all of them are through.
final class ProfileDraft {
    private final @Nullable Profile before;
    private final AccessView head;
    private final List<ProfileEvent> events = new ArrayList<>();
    private final SaveChecks checks = new SaveChecks();
    private Profile profile;

    private ProfileDraft(@Nullable Profile before, Profile profile, AccessView head) {
        this.before = before;
        this.profile = profile;
        this.head = head;
    }

    static ProfileDraft of(Profile profile, AccessView head) {
        return new ProfileDraft(profile, profile, head);
    }

    static ProfileDraft begun(ProfileCreated created, AccessView head) {
        ProfileDraft draft = new ProfileDraft(null, Profile.created(created, 1, 1), head);
        draft.events.add(created);
        draft.checks.roleSaid(null);
        return draft;
    }

    /// The only change of its command.
    ProfileDraft change(ProfileChange change) {
        return apply(change, null);
    }

    /// The change at that place of a list; a refusal names the place.
    ProfileDraft change(ProfileChange change, int index) {
        try {
            return apply(change, index);
        } catch (RejectedException refused) {
            throw at(index, refused);
        }
    }

    /// As it is so far.
    Profile profile() {
        return profile;
    }

    /// An event that is to happen again; refused as the change that leads to it would be.
    void bring(ProfileTarget target, ProfileEvent event) {
        ProfileChange wish = Wishes.of(target, event);
        checks.said(wish, null);
        ChangeRules.decide(profile, wish, head);
        take(event);
    }

    /// An event whose content holds elsewhere already.
    void take(ProfileEvent event) {
        events.add(event);
        profile = profile.after(event, profile.seq() + 1, Long.MAX_VALUE);
    }

    /// The events, if what they lead to holds together.
    List<ProfileEvent> finished() {
        checks.check(before, profile, head.catalog());
        return List.copyOf(events);
    }

    private ProfileDraft apply(ProfileChange change, @Nullable Integer index) {
        checks.said(change, index);
        for (ProfileEvent event : ChangeRules.decide(profile, change, head)) {
            take(event);
        }
        return this;
    }

    static RejectedException at(int index, RejectedException refused) {
        return new RejectedException(refused.rejection().with("index", index).with("pointer", "/changes/" + index));
    }
}
