package io.mandate.events.user;

/// What sort of principal it is. All share one space of ids, profiles, decisions and history.
public enum PrincipalKind {
    /// A person.
    USER,
    /// A program with a token.
    SERVICE,
    /// An e-commerce page that a profile is attached to; it never acts.
    PAGE
}
