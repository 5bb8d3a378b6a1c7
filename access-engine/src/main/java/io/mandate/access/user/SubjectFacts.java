package io.mandate.access.user;

/// Which events made a subject what it is; each is a position.
///
/// @param created its UserCreated
/// @param status its activation, suspension, enabling or deletion, whichever was last; its creation while invited
/// @param role the event that gave or took its explicit role
/// @param profile the event that gave or took its profile
/// @param perimeter the event that gave or took its perimeter
public record SubjectFacts(long created, long status, long role, long profile, long perimeter) {
    /// Nothing is known of them.
    public static final SubjectFacts UNSET = new SubjectFacts(0, 0, 0, 0, 0);

    /// These, and where one is 0 the one of an earlier version.
    public SubjectFacts completedBy(SubjectFacts earlier) {
        return new SubjectFacts(
                created != 0 ? created : earlier.created,
                status != 0 ? status : earlier.status,
                role != 0 ? role : earlier.role,
                profile != 0 ? profile : earlier.profile,
                perimeter != 0 ? perimeter : earlier.perimeter);
    }

    static SubjectFacts at(long created) {
        return new SubjectFacts(created, created, created, created, created);
    }

    SubjectFacts withStatus(long seq) {
        return new SubjectFacts(created, seq, role, profile, perimeter);
    }

    SubjectFacts withRole(long seq) {
        return new SubjectFacts(created, status, seq, profile, perimeter);
    }

    SubjectFacts withProfile(long seq) {
        return new SubjectFacts(created, status, role, seq, perimeter);
    }

    SubjectFacts withPerimeter(long seq) {
        return new SubjectFacts(created, status, role, profile, seq);
    }
}
