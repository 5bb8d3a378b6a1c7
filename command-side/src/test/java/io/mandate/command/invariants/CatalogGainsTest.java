package io.mandate.command.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.catalog.Catalog;
import io.mandate.events.DomainEvent;
import io.mandate.events.catalog.CatalogEvent.RoleDefined;
import io.mandate.events.catalog.CatalogEvent.RoleTypeDefined;
import io.mandate.events.catalog.RoleDefinition;
import io.mandate.events.catalog.RoleTypeDefinition;
import io.mandate.events.catalog.RoleTypeDefinition.IdentityPolicy;
import io.mandate.events.catalog.RoleTypeDefinition.ProfilePolicy;
import io.mandate.events.values.Label;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What of a changed catalog is looked at: under the lock of the tenant, so no more than can give
/// something.
class CatalogGainsTest {
    private static final NodeKey ANY = new NodeKey("commerce/orders");
    private static final RoleKey CLERK = new RoleKey("CLERK");
    private static final RoleKey CHIEF = new RoleKey("CHIEF");
    private static final RoleTypeKey STAFF = new RoleTypeKey("STAFF");
    private static final RoleDefinition WAS = role("Clerk", STAFF, Set.of());
    private static final RoleTypeDefinition TYPE_WAS = type("Staff", false, ProfilePolicy.OPTIONAL, IdentityPolicy.ANY);

    @Test
    void another_label_of_a_role_or_who_may_give_it_concerns_no_node() {
        assertThat(concerned(role(role("Clerks", STAFF, Set.of()), WAS))).isFalse();
        assertThat(concerned(role(role("Clerk", STAFF, Set.of(CHIEF)), WAS))).isFalse();
        assertThat(concerned(role(role("Clerk", new RoleTypeKey("PARTNER"), Set.of()), null)))
                .as("nobody has it")
                .isFalse();
        assertThat(concerned(type(type("People", false, ProfilePolicy.OPTIONAL, IdentityPolicy.LOCAL_ONLY), TYPE_WAS)))
                .isFalse();
    }

    @Test
    void another_type_of_a_role_and_what_its_type_may_have_concern_every_node() {
        assertThat(concerned(role(role("Clerk", new RoleTypeKey("PARTNER"), Set.of()), WAS)))
                .isTrue();
        assertThat(concerned(type(type("Staff", true, ProfilePolicy.OPTIONAL, IdentityPolicy.ANY), TYPE_WAS)))
                .isTrue();
        assertThat(concerned(type(type("Staff", false, ProfilePolicy.FORBIDDEN, IdentityPolicy.ANY), TYPE_WAS)))
                .isTrue();
    }

    private static boolean concerned(DomainEvent event) {
        return CatalogGains.concerned(List.of(event), Catalog.EMPTY).test(ANY);
    }

    private static RoleDefined role(RoleDefinition is, @Nullable RoleDefinition was) {
        return new RoleDefined(CLERK, is, was);
    }

    private static RoleTypeDefined type(RoleTypeDefinition is, RoleTypeDefinition was) {
        return new RoleTypeDefined(STAFF, is, was);
    }

    private static RoleDefinition role(String label, RoleTypeKey type, Set<RoleKey> assignableBy) {
        return new RoleDefinition(Label.of(label), type, Set.of(), assignableBy);
    }

    private static RoleTypeDefinition type(
            String label, boolean superuser, ProfilePolicy profiles, IdentityPolicy identities) {
        return new RoleTypeDefinition(Label.of(label), superuser, profiles, identities);
    }
}
