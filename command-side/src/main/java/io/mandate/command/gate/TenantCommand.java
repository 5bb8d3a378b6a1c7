package io.mandate.command.gate;

import io.mandate.access.AccessView;
import io.mandate.events.values.TenantId;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/// A wish to change something of a tenant: a record of a feature, under the feature's sealed interface.
public interface TenantCommand {

    /// The stream it goes to, `<tenant>/<kind>/<id>`.
    @TargetAggregateIdentifier
    String stream();

    /// The decision the caller needs, as of the head the change is decided at.
    RequiredRight right(AccessView head);

    /// All decisions the caller needs; a wish that is judged before and after the change names both.
    default List<RequiredRight> rights(AccessView head) {
        return List.of(right(head));
    }

    /// What the caller needs besides, about what has come of it: for a wish that does not itself say what the thing
    /// will be.
    ///
    /// @param then the tenant with what the wish came to
    default List<RequiredRight> rightsAfter(AccessView then) {
        return List.of();
    }

    /// The tenant that is changed. Only an [OperatorCommand] may name another than the caller's.
    default TenantId tenant() {
        return new TenantId(stream().substring(0, stream().indexOf('/')));
    }

    /// What sort of thing is changed: `profile`, `user`, `record`, ..
    default String kind() {
        int start = stream().indexOf('/') + 1;
        return stream().substring(start, stream().indexOf('/', start));
    }

    /// The id the answer names: what stands behind the kind in the stream.
    default String resultId() {
        return stream().substring(stream().indexOf('/', stream().indexOf('/') + 1) + 1);
    }
}
