package io.mandate.access.difference;

import static io.mandate.access.history.Log.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.cases.CaseReader;
import io.mandate.access.history.Log;
import io.mandate.access.index.AccessIndex;
import io.mandate.events.user.UserEvent.DetailChange;
import io.mandate.events.user.UserEvent.UserDetailsChanged;
import io.mandate.events.values.UserId;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A scope that names the user's own attribute reaches nothing once the user has no attribute any more.
class OwnAttributeGoneTest {
    private static final UserId SAM = new UserId("sam");

    @Test
    void a_scope_over_an_own_attribute_is_narrowed_when_the_attribute_goes_and_widened_when_it_comes()
            throws IOException {
        Log log = CaseReader.log("""
                catalog: shop
                profiles:
                  own:
                    nodes:
                      commerce/invoices:
                        actions: [view]
                        scope: {kind: ATTRIBUTE, name: store, values: [$user.store]}
                users:
                  sam: {role: CSR, profile: own, attributes: {store: lyon}}
                """);
        long with = log.head();
        log.commit(store("lyon", null));
        log.commit(store(null, "nice"));
        AccessIndex index = log.index();

        assertThat(between(index, with, with + 1)).containsExactly(Set.of(Change.SCOPE_NARROWED));
        assertThat(between(index, with + 1, with + 2)).containsExactly(Set.of(Change.SCOPE_WIDENED));
        assertThat(between(index, with, with + 2)).containsExactly(Set.of(Change.SCOPE_CHANGED));
    }

    private static List<Set<Change>> between(AccessIndex index, long from, long to) {
        return AccessDifference.ofUser(index.at(TENANT, from), index.at(TENANT, to), SAM).stream()
                .map(PermissionChange::changes)
                .toList();
    }

    private static UserDetailsChanged store(String from, String to) {
        return new UserDetailsChanged(SAM, List.of(new DetailChange("attributes.store", null, null, from, to)));
    }
}
