package io.mandate.query.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.catalog.CatalogNode;
import io.mandate.access.decision.PathChoices;
import io.mandate.access.profile.Profile;
import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.catalog.NodeDefinition.Kind;
import io.mandate.events.profile.ProfileEvent.ProfileCreated;
import io.mandate.events.profile.ProfileEvent.ProfileRecordScopeChanged;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.Label;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.ProfileName;
import io.mandate.events.values.ScopeExpression;
import io.mandate.events.values.ScopeExpression.CreatedByMe;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InheritedScopeTest {
    private static final NodeKey HOME = new NodeKey("home");
    private static final ScopeExpression MINE = new CreatedByMe();

    @Test
    void what_has_records_inherits_a_scope_and_a_page_does_not() {
        PathChoices notes = choices("home/notes", true);
        assertThat(Objects.requireNonNull(InheritedScope.fromAbove(notes)).node())
                .isEqualTo(HOME);

        PathChoices start = choices("home/start", false);
        assertThat(InheritedScope.fromAbove(start)).isNull();
    }

    private static PathChoices choices(String key, boolean recordBased) {
        ProfileId id = new ProfileId("p");
        ProfileName name = new ProfileName("P");
        ProfileCreated created = new ProfileCreated(
                id, name, name.normalized(), null, null, null, null, ActionSet.of("view"), null, false, null, null);
        Profile profile =
                Profile.created(created, 1, 1).after(new ProfileRecordScopeChanged(id, HOME, null, null, MINE), 2, 2);
        return new PathChoices(
                profile,
                List.of(
                        node(HOME, Kind.MODULE, null, false),
                        node(new NodeKey(key), Kind.RESOURCE, HOME, recordBased)));
    }

    private static CatalogNode node(NodeKey key, Kind kind, @Nullable NodeKey parent, boolean recordBased) {
        NodeDefinition definition = new NodeDefinition(
                kind,
                parent,
                Label.of(key.value()),
                true,
                ActionSet.of("view"),
                Map.of(),
                List.of(),
                recordBased,
                null,
                null,
                Map.of(),
                Set.of(),
                Set.of(),
                Map.of(),
                Set.of());
        return new CatalogNode(key, definition, 0, 1, 1, false);
    }
}
