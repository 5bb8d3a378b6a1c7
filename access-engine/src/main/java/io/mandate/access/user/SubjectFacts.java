package io.mandate.access.user;

/// Which events made a subject what it is; each is a position.
///
/// @param created its UserCreated
/// @param status its activation, suspension, enabling or deletion, whichever was last; its creation while invited
/// @param role the event that gave or took its explicit role
/// @param profile the event that gave or took its profile
/// @param perimeter the event that gave or took its perimeter
/// @param rare those that few subjects have
public record SubjectFacts(long created, long status, long role, long profile, long perimeter, RareFacts rare) {
    /// Nothing is known of them.
    public static final SubjectFacts UNSET = new SubjectFacts(0, 0, 0, 0, 0, RareFacts.NONE);

    /// These, and where one is 0 the one of an earlier version.
    public SubjectFacts completedBy(SubjectFacts earlier) {
        return new SubjectFacts(
                created != 0 ? created : earlier.created,
                status != 0 ? status : earlier.status,
                role != 0 ? role : earlier.role,
                profile != 0 ? profile : earlier.profile,
                perimeter != 0 ? perimeter : earlier.perimeter,
                rare.completedBy(earlier.rare));
    }

    static SubjectFacts at(long created) {
        return new SubjectFacts(created, created, created, created, created, RareFacts.NONE);
    }

    SubjectFacts withStatus(long seq) {
        return new SubjectFacts(created, seq, role, profile, perimeter, rare);
    }

    SubjectFacts withRole(long seq) {
        return new SubjectFacts(created, status, seq, profile, perimeter, rare);
    }

    SubjectFacts withProfile(long seq) {
        return new SubjectFacts(created, status, role, seq, perimeter, rare);
    }

    SubjectFacts withPerimeter(long seq) {
        return new SubjectFacts(created, status, role, profile, seq, rare);
    }

    SubjectFacts withRare(RareFacts other) {
        return new SubjectFacts(created, status, role, profile, perimeter, other);
    }
}
