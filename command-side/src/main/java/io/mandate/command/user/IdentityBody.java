package io.mandate.command.user;

import io.mandate.command.request.Fields;
import io.mandate.events.user.Identity;
import io.mandate.events.values.PersonalText;
import org.jspecify.annotations.Nullable;

/// Who a person is at an identity provider, as bodies write it.
record IdentityBody(
        @Nullable String provider,
        @Nullable String subject,
        @Nullable String reason) {
    /// @param prefix what stands before the fields in a refusal, such as `identity.`
    Identity identity(String prefix) {
        return new Identity(
                Fields.required(prefix + "provider", provider),
                PersonalText.of(Fields.required(prefix + "subject", subject)));
    }
}
