package io.mandate.events.values;

/// Who acted. The name is never stored beside an event; readers resolve it.
///
/// @param kind what sort of principal acted
/// @param id the principal in its own tenant; operators live in the system tenant
public record Actor(Kind kind, UserId id) {
    /// What sort of principal acts.
    public enum Kind {
        /// A person of the tenant.
        USER,
        /// A service account of the tenant.
        SERVICE,
        /// An e-commerce page of the tenant; it may be asked about, it does not act.
        PAGE,
        /// An operator of the installation, from the system tenant.
        OPERATOR,
        /// Mandate itself, for instance noticing that a quota is exceeded.
        SYSTEM
    }

    /// Mandate itself.
    public static final Actor MANDATE = new Actor(Kind.SYSTEM, new UserId("mandate"));

    @Override
    public String toString() {
        return kind + ":" + id;
    }
}
