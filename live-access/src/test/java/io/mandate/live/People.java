package io.mandate.live;

import io.mandate.events.user.PrincipalKind;
import io.mandate.events.user.UserEvent.UserCreated;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.UserId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Users for tests.
public final class People {
    public static final UserId EVE = new UserId("eve");
    public static final UserId SAM = new UserId("sam");

    private People() {}

    public static UserCreated user(UserId id) {
        return named(id, null);
    }

    static UserCreated named(UserId id, @Nullable String name) {
        PersonalText text = name == null ? null : PersonalText.of(name);
        return new UserCreated(
                id, PrincipalKind.USER, null, null, text, text, text, null, null, Map.of(), Map.of(), null);
    }
}
