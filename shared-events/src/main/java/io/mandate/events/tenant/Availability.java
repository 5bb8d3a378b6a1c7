package io.mandate.events.tenant;

/// Whether a tenant can use a module. Only AVAILABLE lets decisions pass.
public enum Availability {
    /// Licensed and switched on; where nothing was said, modules are available.
    AVAILABLE,
    /// Licensed, but switched off.
    UNAVAILABLE,
    /// Not part of the contract.
    NOT_LICENSED
}
