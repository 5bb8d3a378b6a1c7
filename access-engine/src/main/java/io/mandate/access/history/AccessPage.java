package io.mandate.access.history;

import io.mandate.events.values.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator;
import org.jspecify.annotations.Nullable;

/// One page of who could: users in the order of their ids with their times, until there are enough of them or it was
/// work enough. A user with very many times is continued on the next page.
///
/// @param next where the following page begins; null: there is none
public record AccessPage(List<OfUser> users, @Nullable Place next) {
    public AccessPage {
        users = List.copyOf(users);
    }

    /// A user and when he could; at least one time.
    public record OfUser(UserId user, List<AccessInterval> times) {
        public OfUser {
            times = List.copyOf(times);
        }
    }

    /// A place between two pages.
    ///
    /// @param user the last one that was looked at
    /// @param stop where his times go on; null: behind him
    public record Place(UserId user, AccessHistory.@Nullable Stop stop) {}

    /// The page that begins at a place.
    ///
    /// @param place null: at the first user
    /// @param most how many users
    public static AccessPage of(AccessHistory history, @Nullable Place place, int most, Effort effort) {
        List<OfUser> told = new ArrayList<>();
        Place last = place;
        if (place != null && place.stop() != null) {
            Place stopped = tell(history, place.user(), place.stop(), effort, told);
            if (stopped != null) {
                return new AccessPage(told, stopped);
            }
            last = new Place(place.user(), null);
        }
        PrimitiveIterator.OfInt numbers = history.inOrder(place == null ? null : place.user());
        while (numbers.hasNext()) {
            int number = numbers.nextInt();
            if (last != null && effort.spent()) {
                return new AccessPage(told, last);
            }
            boolean could = history.could(number, effort);
            if (could && told.size() == most) {
                return new AccessPage(told, last);
            }
            UserId user = history.user(number);
            Place stopped = could ? tell(history, user, null, effort, told) : null;
            if (stopped != null) {
                return new AccessPage(told, stopped);
            }
            last = new Place(user, null);
        }
        return new AccessPage(told, null);
    }

    /// As [#of], of one user only.
    ///
    /// @param stop where his times go on; null: at the first
    public static AccessPage ofUser(
            AccessHistory history, UserId user, AccessHistory.@Nullable Stop stop, Effort effort) {
        List<OfUser> told = new ArrayList<>();
        Place stopped = tell(history, user, stop, effort, told);
        return new AccessPage(told, stopped);
    }

    private static @Nullable Place tell(
            AccessHistory history, UserId user, AccessHistory.@Nullable Stop from, Effort effort, List<OfUser> into) {
        List<AccessInterval> times = new ArrayList<>();
        AccessHistory.Stop stop = history.of(user, from, effort, times);
        if (!times.isEmpty()) {
            into.add(new OfUser(user, times));
        }
        return stop == null ? null : new Place(user, stop);
    }
}
