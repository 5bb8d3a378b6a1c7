package io.mandate.command.catalog.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.problem.RejectedException;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.ActionName;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.SettingKey;
import io.mandate.events.values.SettingValue;
import io.mandate.http.json.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogReaderTest {
    private static final String VALID = """
            catalog: shop
            version: "1"
            tiers:
              - {key: LOW, label: Low}
            roleTypes:
              - {key: STAFF, label: Staff}
              - {key: BOSS, label: Boss, superuser: true}
            attributes:
              - {key: region, label: Region, sensitivity: DECISIVE}
            roles:
              - {key: CLERK, label: Clerk, roleType: STAFF}
            modules:
              - key: sales
                label: {en: Sales, sv: Försäljning}
                nodes:
                  - key: sales/teams
                    label: Teams
                    actions: [view, edit, delete]
                    instanceType: team
                    levels: &levels
                      - {name: READ, actions: [view]}
                  - {key: sales/orders, label: Orders, actions: [view, edit], levels: *levels, aliases: [order]}
                settings:
                  - {key: sales/limit, label: Limit, type: {kind: INTEGER, min: 1, max: 9}, default: 5}
                  - {key: sales/currencies, label: Currencies, type: {kind: SET}, default: [SEK]}
                  - {key: sales/pages, label: Pages, type: {kind: MAP}, default: {SEK: p1}}
            """;

    @Test
    void a_small_document_is_read_with_its_defaults() {
        CatalogDocument document = yaml(VALID);
        NodeDefinition teams = node(document, "sales/teams");
        assertThat(teams.kind()).isEqualTo(NodeDefinition.Kind.RESOURCE);
        assertThat(teams.parent()).isEqualTo(new NodeKey("sales"));
        assertThat(teams.navigable()).isFalse();
        assertThat(node(document, "sales").navigable()).isTrue();
        assertThat(node(document, "sales/orders").levels()).isEqualTo(teams.levels());
        assertThat(Objects.requireNonNull(document.settings().get(new SettingKey("sales/limit")))
                        .initial())
                .isEqualTo(new SettingValue.Whole(5));
    }

    @Test
    void edit_and_delete_need_view_unless_the_document_says_otherwise() {
        assertThat(node(yaml(VALID), "sales/teams").actionRequires())
                .containsEntry(new ActionName("edit"), ActionSet.of("view"))
                .containsEntry(new ActionName("delete"), ActionSet.of("view"));
        String otherwise =
                VALID.replace("instanceType: team", "instanceType: team\n        actionRequires: {edit: []}");
        assertThat(node(yaml(otherwise), "sales/teams").actionRequires()).containsOnlyKeys(new ActionName("delete"));
    }

    @Test
    void yaml_and_json_that_say_the_same_have_one_checksum() {
        String json = YamlText.read(bytes(VALID)).toString();
        assertThat(CatalogReader.json(bytes(json))).isEqualTo(yaml(VALID));
    }

    @ParameterizedTest(name = "{2} at {3}")
    @CsvSource(delimiter = '|', textBlock = """
        catalog: shop                    | catalog: Shop                          | does not match | /catalog
        key: LOW, label: Low             | key: LOW, label: Low, rnak: 1          | rnak          | /tiers/0
        label: Staff}                    | label: ""}                             | must be       | /roleTypes/0/label
        label: Boss, superuser           | label: Boss}\\n  - {key: STAFF, label: Again, superuser | there twice | /roleTypes/2/key
        roleType: STAFF                  | roleType: CHEF                         | no role type  | /roles/0/roleType
        roleType: STAFF                  | roleType: STAFF, assignableBy: [BOSS]  | no role       | /roles/0/assignableBy
        roleType: STAFF                  | roleType: STAFF, requiredAttributes: [x] | no attribute | /roles/0/requiredAttributes
        sensitivity: DECISIVE            | sensitivity: OPEN                      | enum          | /attributes/0/sensitivity
        key: sales/orders                | key: orders                            | key of its parent | /modules/0/nodes/1/key
        key: sales/orders                | key: sales/teams                       | there twice   | /modules/0/nodes/1/key
        {name: READ, actions: [view]}    | {name: READ, actions: [edit]}          | needs {view}  | /modules/0/nodes/0/levels/0/actions
        {name: READ, actions: [view]}    | {name: READ, actions: [buy]}           | not among     | /modules/0/nodes/0/levels/0/actions
        {name: READ, actions: [view]}    | {name: READ, actions: [view], scopes: {view: {kind: CREATED_BY_ME}}} | recordBased | /modules/0/nodes/0/levels/0/scopes/view
        {name: READ, actions: [view]}    | {name: READ, actions: [view], scopes: {edit: {kind: CREATED_BY_ME}}} | not among the actions of the level | /modules/0/nodes/0/levels/0/scopes/edit
        {name: READ, actions: [view]}    | {name: READ, actions: [view], scopes: {view: {kind: SELECTED}}} | enum | /modules/0/nodes/0/levels/0/scopes/view/kind
        {name: READ, actions: [view]}    | {name: READ, actions: [view], scopes: {view: {kind: ATTRIBUTE, name: a}}} | values | /modules/0/nodes/0/levels/0/scopes/view
        {name: READ, actions: [view]}    | {name: READ, actions: [view], scopes: {view: {kind: ATTRIBUTE, name: a, values: [$user.b]}}} | decisive | /modules/0/nodes/0/levels/0/scopes/view
        instanceType: team               | scopedBy: sales/teems                  | no node       | /modules/0/nodes/0/scopedBy
        instanceType: team               | scopedBy: sales/orders                 | nothing can be picked | /modules/0/nodes/0/scopedBy
        instanceType: team               | instanceType: team\\n        scopedBy: sales/teams | by itself  | /modules/0/nodes/0/scopedBy
        aliases: [order]                 | aliases: [sales]                       | already stands | /modules/0/nodes/1/aliases
        aliases: [order]                 | nodes: [{key: sales/orders/x, label: X}] | has no nodes | /modules/0/nodes/1/nodes
        aliases: [order]                 | actionTier: {view: HIGH}               | no tier       | /modules/0/nodes/1/actionTier/view
        aliases: [order]                 | actionRequires: {view: [edit]}         | needs itself  | /modules/0/nodes/1/actionRequires/edit
        aliases: [order]                 | relevantRoles: [BOSS]                  | no role       | /modules/0/nodes/1/relevantRoles
        aliases: [order]                 | relevantRoleTypes: [CLERK]             | no role type  | /modules/0/nodes/1/relevantRoleTypes
        max: 9}, default: 5              | max: 9}, default: 50                   | whole number  | /modules/0/settings/0/default
        min: 1, max: 9                   | min: 7, max: 6                         | above max     | /modules/0/settings/0/type
        default: {SEK: p1}               | default: {USD: p1}, keysSubsetOf: sales/currencies | not in the default | /modules/0/settings/2/default
        default: {SEK: p1}               | keysSubsetOf: sales/limit              | not of kind SET | /modules/0/settings/2/keysSubsetOf
        default: {SEK: p1}               | keysSubsetOf: sales/none               | no setting    | /modules/0/settings/2/keysSubsetOf
        key: sales/limit                 | key: limit                             | key of its module | /modules/0/settings/0/key
        version: "1"                     | version: "1"\\npolicies: {mask.visibleChars: "65"}      | 0 to 64 | /policies/mask.visibleChars
        version: "1"                     | version: "1"\\npolicies: {mask.colour: red}             | no policy | /policies/mask.colour
        version: "1"                     | version: "1"\\nquotas: [{tier: HIGH, limit: 1}]         | no tier | /quotas/0/tier
        version: "1"                     | version: "1"\\nfirstAdministrator: {role: CLERK}        | initial profile | /firstAdministrator/profile
        version: "1"                     | version: "1"\\nfirstAdministrator: {role: NOBODY}       | no role | /firstAdministrator/role
        version: "1"                     | version: "1"\\ninitialProfiles: [{name: A, enable: [shop]}] | no node | /initialProfiles/0/enable/0
        version: "1"                     | version: "1"\\ninitialProfiles: [{name: A}, {name: " a"}] | there twice | /initialProfiles/1/name
        version: "1"                     | version: "1"\\ninitialProfiles: [{name: A, code: A}, {name: B, code: a}] | there twice | /initialProfiles/1/code
        version: "1"                     | version: "1"\\ninitialProfiles: [{name: A, permissions: {sales: [fly]}}] | does not support {fly} | /initialProfiles/0/permissions/sales
        version: "1"                     | version: "1"\\ninitialProfiles: [{name: A, permissions: {sales: [edit]}}] | needs {view} | /initialProfiles/0/permissions/sales
        version: "1"                     | version: "1"\\ninitialProfiles: [{name: A, defaultActions: [fly]}] | does not support {fly} | /initialProfiles/0/defaultActions
        version: "1"                     | version: "1"\\ninitialProfiles: [{name: A, permissions: {sales/teams: WRITE}}] | no level | /initialProfiles/0/permissions/sales~1teams
        version: "1"                     | version: "1"\\ninitialProfiles: [{name: A, permissions: {sales/teams: [edit]}}] | needs {view} | /initialProfiles/0/permissions/sales~1teams
        """)
    void what_is_wrong_is_named_with_its_place(String valid, String wrong, String rule, String place) {
        String document = VALID.replace(valid, wrong.replace("\\n", "\n"));
        assertThat(document).isNotEqualTo(VALID);
        RejectedException refusal = refusal(document);
        assertThat(refusal.rejection().code()).isEqualTo(RejectionCode.CATALOG_INVALID);
        @SuppressWarnings("unchecked")
        List<String> problems = (List<String>)
                Objects.requireNonNull(refusal.rejection().parameters().get("problems"));
        assertThat(problems)
                .anySatisfy(
                        problem -> assertThat(problem).startsWith(place + ": ").contains(rule));
    }

    @Test
    void what_a_profile_begins_with_at_a_module_is_what_something_below_it_can_take() {
        String begins = """
                version: "1"
                initialProfiles:
                  - {name: A, defaultActions: [view, edit], permissions: {sales: [view, delete]}}
                """;

        CatalogDocument document = yaml(VALID.replace("version: \"1\"\n", begins));

        assertThat(document.initialProfiles().getFirst().overrides())
                .singleElement()
                .satisfies(override -> assertThat(override.actions()).isEqualTo(ActionSet.of("view", "delete")));
    }

    @Test
    void several_problems_are_named_at_once() {
        RejectedException refusal =
                refusal(VALID.replace("roleType: STAFF", "roleType: CHEF").replace("default: 5", "default: 50"));
        assertThat((List<?>) refusal.rejection().parameters().get("problems")).hasSize(2);
        assertThat(refusal.rejection().parameters()).containsEntry("place", "/roles/0/roleType");
    }

    @Test
    void yaml_that_is_more_than_data_is_refused() {
        assertPlace("catalog: !!java.net.URL [http://localhost]", "line 1, column 10");
        assertPlace("catalog: shop\ncatalog: shop", "line 2, column 1");
        assertPlace("catalog: [", "line 1, column 11");
        assertPlace("a: &a {b: *a}", "line 1, column 4");
        assertPlace("catalog: shop\n---\ncatalog: shop", "line 2, column 1");
        assertPlace("version: 1.5", "line 1, column 10");
    }

    @Test
    void what_is_wrong_with_the_document_as_a_whole_is_at_no_place() {
        for (String document : List.of("", "7", "[]", "just a text")) {
            Rejection refusal = refusal(document).rejection();
            assertThat(refusal.parameters()).doesNotContainKey("place");
            assertThat(refusal.message())
                    .startsWith("The catalog is not valid: ")
                    .doesNotContain(" at ", ": :");
            assertThat(refusal.parameters().get("problems").toString()).doesNotContain("[:", ", :");
        }
    }

    @Test
    void aliases_that_multiply_are_stopped() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i <= 8; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d, *a%d, *a%d, *a%d, *a%d, *a%d, *a%d, *a%d, *a%d]\n"
                    .formatted(i, i, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1));
        }
        assertThat(refusal(bomb.toString()).rejection().message()).contains("aliases stand for more than");
    }

    @Test
    void deep_nesting_is_refused() {
        assertThat(refusal("a: " + "[".repeat(70) + "]".repeat(70)).rejection().message())
                .contains("nested deeper");
        assertThat(refusal("[".repeat(200_000)).rejection().code()).isEqualTo(RejectionCode.CATALOG_INVALID);
    }

    @Test
    void more_nodes_than_allowed_are_refused() {
        StringBuilder modules = new StringBuilder();
        for (int i = 0; i <= CatalogReader.MOST_NODES; i++) {
            modules.append("  - {key: m").append(i).append(", label: M}\n");
        }
        String document = VALID.substring(0, VALID.indexOf("  - key: sales")) + modules;
        assertThat(refusal(document).rejection().parameters()).containsEntry("place", "/modules");
    }

    @Test
    void more_bytes_than_allowed_are_refused() {
        String document = VALID + "#" + "x".repeat(CatalogReader.LARGEST);
        assertThat(refusal(document).rejection().message()).contains("at most 8388608 bytes");
    }

    @Test
    void text_that_is_not_utf8_is_refused() {
        assertThatThrownBy(() -> CatalogReader.yaml(new byte[] {'a', ':', ' ', (byte) 0xff}))
                .isInstanceOf(RejectedException.class);
    }

    @Test
    void json_with_a_key_twice_is_malformed() {
        assertThatThrownBy(() -> CatalogReader.json(bytes("{\"catalog\": \"a\", \"catalog\": \"b\"}")))
                .isInstanceOf(MalformedJsonException.class);
    }

    private static void assertPlace(String document, String place) {
        assertThat(refusal(document).rejection().parameters()).containsEntry("place", place);
    }

    private static RejectedException refusal(String document) {
        return Objects.requireNonNull(catchThrowableOfType(RejectedException.class, () -> yaml(document)), document);
    }

    private static NodeDefinition node(CatalogDocument document, String key) {
        return Objects.requireNonNull(document.nodes().get(new NodeKey(key)));
    }

    private static CatalogDocument yaml(String document) {
        return CatalogReader.yaml(bytes(document));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
