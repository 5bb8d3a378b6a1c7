package io.mandate.events.user;

import io.mandate.events.values.PersonalText;

/// Who a user is elsewhere.
///
/// @param provider the identity provider's name in this tenant, 1 to 128 characters
/// @param subject what the provider calls the user; personal
public record Identity(String provider, PersonalText subject) {}
