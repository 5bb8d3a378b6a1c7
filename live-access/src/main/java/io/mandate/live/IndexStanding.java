package io.mandate.live;

import java.time.Duration;

/// How the index of this process stands, in numbers and without the names of tenants.
///
/// @param tenants how many have been confirmed here at least once
/// @param current how many of them are answered from
/// @param stale how many were not confirmed to be at the store's head for too long, and are not answered from
/// @param unavailable how many cannot be followed
/// @param lag how many known events are not folded yet, of all tenants
/// @param oldest how long ago the head was confirmed of the tenant for which that is longest
public record IndexStanding(long tenants, long current, long stale, long unavailable, long lag, Duration oldest) {}
