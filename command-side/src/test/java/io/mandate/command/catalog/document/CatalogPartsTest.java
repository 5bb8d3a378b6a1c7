package io.mandate.command.catalog.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.events.catalog.NodeDefinition.Kind;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.SettingKey;
import io.mandate.events.values.SettingValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CatalogPartsTest {
    @Test
    void the_key_says_what_a_node_is() {
        JsonNode body = json("{'label': 'X', 'actions': ['view']}");
        assertThat(CatalogParts.node(new NodeKey("a"), body).kind()).isEqualTo(Kind.MODULE);
        assertThat(CatalogParts.node(new NodeKey("a/b"), body).kind()).isEqualTo(Kind.RESOURCE);
        assertThat(CatalogParts.node(new NodeKey("a/b/c"), body).parent()).isEqualTo(new NodeKey("a/b"));
        assertThat(CatalogParts.node(new NodeKey("a/b"), json("{'label': 'X', 'kind': 'SECTION'}"))
                        .kind())
                .isEqualTo(Kind.SECTION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{'label': 'X', 'colour': 'red'}",
                "{'label': 'X', 'key': 'a/b'}",
                "{'label': 'X', 'nodes': [{'key': 'a/b/c', 'label': 'Y'}]}",
                "{'label': 'X', 'kind': 'MODULE'}"
            })
    void a_node_that_is_not_well_formed_is_refused(String body) {
        assertThatThrownBy(() -> CatalogParts.node(new NodeKey("a/b"), json(body)))
                .isInstanceOf(RejectedException.class)
                .hasMessage("CATALOG_INVALID");
    }

    @Test
    void settings_role_types_and_roles_are_read() {
        assertThat(CatalogParts.setting(
                                new SettingKey("a/s"),
                                json("{'label': 'S', 'type': {'kind': 'BOOLEAN'}, 'default': true}"))
                        .initial())
                .isEqualTo(new SettingValue.Flag(true));
        assertThat(CatalogParts.roleType(new RoleTypeKey("A"), json("{'label': 'A', 'superuser': true}"))
                        .superuser())
                .isTrue();
        assertThat(CatalogParts.role(new RoleKey("R"), json("{'label': 'R', 'roleType': 'A'}"))
                        .roleType())
                .isEqualTo(new RoleTypeKey("A"));
    }

    @Test
    void a_setting_whose_default_does_not_fit_is_refused() {
        assertThatThrownBy(() -> CatalogParts.setting(
                        new SettingKey("a/s"), json("{'label': 'S', 'type': {'kind': 'BOOLEAN'}, 'default': 5}")))
                .isInstanceOf(RejectedException.class);
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text.replace('\'', '"'));
    }
}
