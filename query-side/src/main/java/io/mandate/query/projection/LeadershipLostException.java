package io.mandate.query.projection;

/// This process does not lead any more, or cannot at present: its connection ended, the database refuses to
/// work, or another leader has taken over. Nothing is parked for that; leading begins anew.
final class LeadershipLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LeadershipLostException(String why) {
        super(why);
    }

    LeadershipLostException(String why, Throwable cause) {
        super(why, cause);
    }
}
