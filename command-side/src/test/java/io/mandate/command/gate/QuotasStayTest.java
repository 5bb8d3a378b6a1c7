package io.mandate.command.gate;

import static io.mandate.command.testing.Acme.GIL;
import static io.mandate.command.testing.Acme.INVOICES;
import static io.mandate.command.testing.Acme.caller;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.command.testing.Acme;
import io.mandate.command.testing.InNewAcme;
import io.mandate.command.testing.Recorded;
import io.mandate.events.catalog.CatalogEvent;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeDefined;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeRetired;
import io.mandate.events.catalog.CatalogEvent.TierDefined;
import io.mandate.events.catalog.CatalogEvent.TierRetired;
import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.catalog.TierDefinition;
import io.mandate.events.licence.LicenceEvent.TierQuotaChanged;
import io.mandate.events.licence.QuotaMode;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.Label;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.TierName;
import io.mandate.store.append.StreamId.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The operators limited the tier EDITOR, which `edit` on invoices needs; VIEWER is below it, in a pool of its own.
class QuotasStayTest extends InNewAcme {
    private static final ActionName VIEW = new ActionName("view");
    private static final ActionName EDIT = new ActionName("edit");
    private static final TierName VIEWER = new TierName("VIEWER");
    private static final TierName EDITOR = new TierName("EDITOR");
    private static final TierName CHIEF = new TierName("CHIEF");

    @BeforeEach
    void a_limit() {
        given(quota(null, 2L));
    }

    @Test
    void no_action_leaves_a_tier_that_a_quota_limits() {
        for (Map<ActionName, TierName> tiers : List.of(Map.<ActionName, TierName>of(), Map.of(EDIT, VIEWER))) {
            assertThat(node.refusal(caller(tenant, GIL), catalog(invoices(tiers))))
                    .as("%s", tiers)
                    .hasValueSatisfying(refusal -> {
                        assertThat(refusal.code()).isEqualTo(RejectionCode.QUOTA_IN_USE);
                        assertThat(refusal.parameters())
                                .containsEntry("tier", "EDITOR")
                                .containsEntry("nodes", List.of(INVOICES.value()));
                    });
        }
        accept(GIL, catalog(invoices(Map.of(EDIT, EDITOR))));
        accept(GIL, catalog(invoices(Map.of(EDIT, EDITOR, VIEW, EDITOR))));
    }

    @Test
    void nor_does_it_on_the_way_over_a_retired_node() {
        accept(GIL, catalog(new CatalogNodeRetired(INVOICES)));
        refused(invoices(Map.of()));
    }

    @Test
    void nor_into_a_higher_one_unless_that_shares_the_quota() {
        refused(tier(CHIEF, 3, "CHIEF", null), invoices(Map.of(EDIT, CHIEF)));
        accept(GIL, catalog(tier(CHIEF, 3, "EDITOR", null), invoices(Map.of(EDIT, CHIEF))));
    }

    @Test
    void the_tier_itself_stays_where_it_is_and_none_comes_above_it() {
        refused(new TierRetired(EDITOR));
        refused(tier(EDITOR, 0, "EDITOR", definition(2, "EDITOR")));
        refused(tier(VIEWER, 3, "VIEWER", definition(1, "VIEWER")));
        refused(tier(CHIEF, 3, "CHIEF", null));
        accept(GIL, catalog(tier(CHIEF, 0, "CHIEF", null)));
        accept(GIL, catalog(tier(EDITOR, 5, "EDITOR", definition(2, "EDITOR"))));
    }

    @Test
    void nor_is_one_above_it_brought_back() {
        given(quota(2L, null), catalog(tier(CHIEF, 3, "CHIEF", null), new TierRetired(CHIEF)), quota(null, 2L));
        TierDefined again = tier(CHIEF, 3, "CHIEF", definition(3, "CHIEF"));
        refused(again);
        // As a document does that goes on without it.
        accept(GIL, catalog(again, new TierRetired(CHIEF)));
    }

    @Test
    void a_pool_is_named_anew_and_grows_but_loses_no_tier() {
        accept(GIL, catalog(tier(EDITOR, 2, "STAFF", definition(2, "EDITOR"))));
        accept(GIL, catalog(tier(VIEWER, 1, "STAFF", definition(1, "VIEWER"))));
        refused(tier(VIEWER, 1, "VIEWER", definition(1, "STAFF")));
        refused(tier(EDITOR, 2, "EDITOR", definition(2, "STAFF")));
        refused(invoices(Map.of(EDIT, EDITOR)));
    }

    @Test
    void what_needs_another_tier_is_changed_freely_and_all_of_it_once_the_quota_is_lifted() {
        accept(
                GIL,
                catalog(new CatalogNodeDefined(
                        new NodeKey("commerce/bills"),
                        Acme.resource("commerce/bills", "commerce").definition(),
                        null)));
        given(quota(2L, null));
        accept(GIL, catalog(invoices(Map.of())));
        accept(GIL, catalog(new TierRetired(EDITOR)));
    }

    @Test
    void operators_are_not_bound() {
        given(catalog(invoices(Map.of())));
    }

    private void refused(CatalogEvent... changes) {
        assertThat(refusal(GIL, catalog(changes))).as("%s", List.of(changes)).hasValue(RejectionCode.QUOTA_IN_USE);
    }

    private Recorded quota(@Nullable Long from, @Nullable Long to) {
        return Recorded.in(tenant, Kind.LICENCE, "licence", new TierQuotaChanged(EDITOR, from, to, QuotaMode.HARD));
    }

    private static TierDefined tier(TierName tier, int rank, String pool, @Nullable TierDefinition was) {
        return new TierDefined(tier, definition(rank, pool), was);
    }

    private static TierDefinition definition(int rank, String pool) {
        return new TierDefinition(Label.of("Tier"), rank, pool);
    }

    private static CatalogNodeDefined invoices(Map<ActionName, TierName> tiers) {
        NodeDefinition was = Acme.resource(INVOICES.value(), "commerce").definition();
        return new CatalogNodeDefined(
                INVOICES,
                new NodeDefinition(
                        was.kind(),
                        was.parent(),
                        was.label(),
                        was.navigable(),
                        ActionSet.of("view", "edit"),
                        Map.of(),
                        List.of(),
                        was.recordBased(),
                        null,
                        null,
                        Map.of(),
                        Set.of(),
                        Set.of(),
                        tiers,
                        Set.of()),
                was);
    }
}
