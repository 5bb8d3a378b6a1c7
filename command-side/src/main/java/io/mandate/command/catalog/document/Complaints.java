package io.mandate.command.catalog.document;

import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.http.json.JsonPlaces;
import java.util.ArrayList;
import java.util.List;

/// What is wrong with one document, in the order in which it was found; the first 100 are kept.
final class Complaints {
    private static final int MOST = 100;

    private final List<Complaint> found = new ArrayList<>();

    void add(String place, String rule) {
        if (found.size() < MOST) {
            found.add(new Complaint(place, rule));
        }
    }

    void addUnless(boolean right, String place, String rule) {
        if (!right) {
            add(place, rule);
        }
    }

    List<Complaint> found() {
        return List.copyOf(found);
    }

    /// Goes on if nothing is wrong.
    void refuse() {
        if (!found.isEmpty()) {
            throw rejection(found);
        }
    }

    static RejectedException rejection(String place, String rule) {
        return rejection(List.of(new Complaint(place, rule)));
    }

    static RejectedException rejection(List<Complaint> complaints) {
        Complaint first = complaints.getFirst();
        Rejection told = Rejection.of(RejectionCode.CATALOG_INVALID, "rule", first.rule(), "problems", complaints);
        // What is wrong with the document as a whole is at no place in it.
        return new RejectedException(
                first.place().isEmpty() ? told : told.with("place", JsonPlaces.readable(first.place())));
    }
}
