package io.mandate.command.profile;

import static io.mandate.command.profile.Given.STD;
import static io.mandate.command.profile.Given.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.profile.Profile;
import io.mandate.command.rules.Decision;
import io.mandate.events.profile.ProfileEvent;
import io.mandate.events.profile.ProfileEvent.ProfileRestored;
import io.mandate.events.values.ProfileId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// After any history, every revision comes back exactly: by restoring, by cloning, and by undoing what came after it.
class RecallPropertiesTest {
    private static final ProfileTarget COPY = ProfileTarget.of(Given.TENANT, new ProfileId("copy"));

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void restoring_any_revision_says_again_what_it_said(long seed) {
        Past past = Past.of(seed);
        for (Profile earlier : past.versions) {
            Profile restored = past.after(past.given.accepted(new RestoreProfile(TARGET, earlier.revision())));
            assertThat(Said.by(restored)).isEqualTo(Said.by(earlier));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_clone_of_any_revision_says_the_same_under_its_own_name(long seed) {
        Past past = Past.of(seed);
        for (Profile earlier : past.versions) {
            Profile clone =
                    past.after(past.given.accepted(new CloneProfile(COPY, STD, earlier.revision(), "Copy", null)));
            assertThat(Said.content(clone)).isEqualTo(Said.content(earlier));
            assertThat(clone.name().value()).isEqualTo("Copy");
            assertThat(clone.code()).isNull();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void undoing_the_last_commits_one_by_one_leads_back_through_every_version(long seed) {
        Past past = Past.of(seed);
        for (int i = past.commits.size() - 1; i > 0; i--) {
            past.given.commit(past.given.accepted(new UndoProfile(TARGET, past.commits.get(i))));
            assertThat(Said.by(past.now())).isEqualTo(Said.by(past.versions.get(i - 1)));
        }
    }

    @Test
    void a_restore_ends_with_its_mark_and_one_to_the_present_is_nothing() {
        Past past = Past.of(1);
        long now = past.now().revision();
        assertThat(past.given.accepted(new RestoreProfile(TARGET, 1)).getLast())
                .isEqualTo(new ProfileRestored(STD, now, 1));
        assertThat(past.given.accepted(new RestoreProfile(TARGET, now))).isEmpty();
    }

    /// A profile with a random past; each version belongs to the commit of the same place.
    private record Past(Given given, List<List<ProfileEvent>> commits, List<Profile> versions) {
        static Past of(long seed) {
            Given given = Given.nothing().registered("support", "sales");
            Past past = new Past(given, new ArrayList<>(), new ArrayList<>());
            past.add(List.of(Given.std()));
            RandomChanges changes = new RandomChanges(seed);
            while (past.versions.size() < 8) {
                if (given.when(changes.save()) instanceof Decision.Accepted<ProfileEvent>(var events)
                        && !events.isEmpty()) {
                    past.add(events);
                }
            }
            return past;
        }

        private void add(List<ProfileEvent> events) {
            given.commit(events);
            commits.add(events);
            versions.add(now());
        }

        Profile now() {
            return Objects.requireNonNull(given.head().profile(STD));
        }

        /// As it would be after these events.
        Profile after(List<ProfileEvent> events) {
            Profile profile = now();
            for (ProfileEvent event : events) {
                profile = event instanceof ProfileEvent.ProfileCreated created
                        ? Profile.created(created, 1, 1)
                        : profile.after(event, profile.seq() + 1, Long.MAX_VALUE);
            }
            return profile;
        }
    }
}
