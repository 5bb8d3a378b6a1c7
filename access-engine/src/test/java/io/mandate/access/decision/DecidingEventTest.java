package io.mandate.access.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.cases.CaseReader;
import io.mandate.access.history.Log;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeDefined;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeReinstated;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeRetired;
import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.user.UserEvent.UserActivated;
import io.mandate.events.user.UserEvent.UserSuspended;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.UserId;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// A decision names the event that decided, not one that came later and left it as it was.
class DecidingEventTest {
    private static final UserId SAM = new UserId("sam");
    private static final NodeKey INVOICES = new NodeKey("commerce/invoices");

    @Test
    void a_user_that_activates_while_suspended_is_suspended_by_the_suspension() throws IOException {
        Log log = CaseReader.log("""
                catalog: shop
                users: {sam: {role: CSR, status: INVITED}}
                """);
        log.commit(new UserSuspended(SAM));
        long suspended = log.head();
        log.commit(new UserActivated(SAM));

        assertThat(decided(log, "view").reason()).isEqualTo(Reason.USER_SUSPENDED);
        assertThat(decided(log, "view").fact()).isEqualTo(suspended);
    }

    @Test
    void what_a_node_supports_was_said_by_its_definition_not_by_its_reinstatement() throws IOException {
        Log log = shop();
        long before = decided(log, "fly").fact();
        log.commit(new CatalogNodeRetired(INVOICES)).commit(new CatalogNodeReinstated(INVOICES));

        assertThat(decided(log, "fly").reason()).isEqualTo(Reason.ACTION_NOT_SUPPORTED);
        assertThat(decided(log, "fly").fact()).isEqualTo(before);
    }

    @Test
    void a_node_that_is_described_anew_while_it_is_retired_is_gone_by_its_retirement() throws IOException {
        Log log = shop();
        NodeDefinition definition =
                Objects.requireNonNull(log.now().catalog().node(INVOICES)).definition();
        log.commit(new CatalogNodeRetired(INVOICES));
        long retired = log.head();
        log.commit(new CatalogNodeDefined(INVOICES, definition, definition));

        assertThat(decided(log, "view").reason()).isEqualTo(Reason.RESOURCE_UNKNOWN);
        assertThat(decided(log, "view").fact()).isEqualTo(retired);
    }

    private static Log shop() throws IOException {
        return CaseReader.log("""
                catalog: shop
                users: {sam: {role: CSR}}
                """);
    }

    private static Decision decided(Log log, String action) {
        return AccessRules.decide(log.now(), Question.about(SAM, INVOICES, new ActionName(action)));
    }
}
