package io.mandate.access.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.events.catalog.AttributeDefinition;
import io.mandate.events.catalog.AttributeDefinition.Sensitivity;
import io.mandate.events.catalog.CatalogEvent;
import io.mandate.events.catalog.CatalogEvent.AttributeDefined;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeDefined;
import io.mandate.events.catalog.CatalogEvent.CatalogNodeRetired;
import io.mandate.events.catalog.CatalogEvent.RoleDefined;
import io.mandate.events.catalog.CatalogEvent.RoleTypeDefined;
import io.mandate.events.catalog.CatalogEvent.SettingDefined;
import io.mandate.events.catalog.CatalogEvent.TierDefined;
import io.mandate.events.catalog.NodeDefinition;
import io.mandate.events.catalog.NodeDefinition.Kind;
import io.mandate.events.catalog.NodeDefinition.Level;
import io.mandate.events.catalog.RoleDefinition;
import io.mandate.events.catalog.RoleTypeDefinition;
import io.mandate.events.catalog.RoleTypeDefinition.IdentityPolicy;
import io.mandate.events.catalog.RoleTypeDefinition.ProfilePolicy;
import io.mandate.events.catalog.SettingDefinition;
import io.mandate.events.catalog.SettingType;
import io.mandate.events.catalog.TierDefinition;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.values.ActionSet;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.Label;
import io.mandate.events.values.LevelName;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.RoleKey;
import io.mandate.events.values.RoleTypeKey;
import io.mandate.events.values.SettingKey;
import io.mandate.events.values.TierName;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RejectionInWordsTest {
    private static final Catalog CATALOG = catalog(
            node("sales", "Sales & more", "view", "pay-out"),
            node("trade", "Trade", "view", "edit"),
            node("trade-of-old", "Trade", "view"),
            new CatalogNodeRetired(new NodeKey("trade-of-old")),
            node("records", "Records", "view"),
            node("administration", "Records", "view"),
            new RoleTypeDefined(
                    new RoleTypeKey("CSR"),
                    new RoleTypeDefinition(
                            Label.of("Service staff"), false, ProfilePolicy.REQUIRED, IdentityPolicy.ANY),
                    null),
            new RoleDefined(
                    new RoleKey("CLERK"),
                    new RoleDefinition(Label.of("Clerk"), new RoleTypeKey("CSR"), Set.of(), Set.of(), null),
                    null),
            new TierDefined(new TierName("BIG"), new TierDefinition(Label.of("Big one"), 1, "BIG"), null),
            new AttributeDefined(
                    new AttributeKey("accountNumber"),
                    new AttributeDefinition(Label.of("Account number"), Sensitivity.PERSONAL, List.of()),
                    null),
            new SettingDefined(
                    new SettingKey("sales/limit"),
                    new SettingDefinition(
                            new NodeKey("sales"),
                            new Label(Map.of("fr", "Plafond", "en", "Limit")),
                            new SettingType.TextType(10),
                            null,
                            null,
                            Set.of(),
                            Set.of()),
                    null));

    /// What is told to people who work with keys.
    private static final Set<RejectionCode> IN_KEYS = Set.of(
            RejectionCode.NODE_UNKNOWN,
            RejectionCode.NODE_AMBIGUOUS,
            RejectionCode.SETTING_UNKNOWN,
            RejectionCode.ROLE_UNKNOWN,
            RejectionCode.ROLE_TYPE_UNKNOWN,
            RejectionCode.ATTRIBUTE_UNKNOWN,
            RejectionCode.TIER_UNKNOWN,
            RejectionCode.ALIAS_TAKEN,
            RejectionCode.LIMIT_IN_USE,
            RejectionCode.HISTORY_IN_USE,
            RejectionCode.QUOTA_IN_USE,
            RejectionCode.MASTER_KEY_NOT_EVERYWHERE);

    /// A key for each parameter that may be one, and what it is called.
    private static final Map<String, String> KEYS = Map.ofEntries(
            Map.entry("node", "trade"),
            Map.entry("resource", "trade"),
            Map.entry("nodes", "trade: edit"),
            Map.entry("needed", "trade: edit"),
            Map.entry("level", "VIEW_ALL"),
            Map.entry("levels", "VIEW_ALL"),
            Map.entry("action", "pay-out"),
            Map.entry("actions", "pay-out"),
            Map.entry("required", "pay-out"),
            Map.entry("supported", "pay-out"),
            Map.entry("setting", "sales/limit"),
            Map.entry("role", "CLERK"),
            Map.entry("roleType", "CSR"),
            Map.entry("profileRoleType", "CSR"),
            Map.entry("userRoleType", "CSR"),
            Map.entry("allowed", "CSR"),
            Map.entry("attribute", "accountNumber"),
            Map.entry("tier", "BIG"));

    private static final Set<String> LISTS =
            Set.of("nodes", "needed", "levels", "actions", "required", "supported", "allowed");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            NOT_PERMITTED             | action=pay-out; resource=sales               | You need "Pay out" on Sales & more.
            LEVEL_UNKNOWN             | level=VIEW_ALL; node=sales; levels=NONE,EDIT | "View all" is not available for Sales & more. Choose None or Edit.
            LEVEL_UNKNOWN             | level=ALL; node=sales; levels=EDIT           | "ALL" is not available for Sales & more. Choose Edit.
            LEVEL_UNKNOWN             | level=edit; node=shop                        | "edit" is not available for shop.
            ACTION_NOT_SUPPORTED      | node=trade; actions=pay-out,fly; supported=edit,view | Trade does not support Pay out or fly. It supports Edit and View.
            ACTION_REQUIRES           | action=pay-out; required=edit,view; node=the default permission | Pay out needs Edit and View on the default permission.
            NODE_RETIRED              | node=trade-of-old                            | "Trade (trade-of-old)" is retired in the catalog.
            SCOPE_NOT_APPLICABLE      | node=trade                                   | Record access does not apply to Trade.
            SCOPE_NOT_APPLICABLE      | node=records                                 | Record access does not apply to Records (records).
            RECORD_NOT_FOUND          | record=trade; resource=trade                 | There is no registered record "trade" of Trade.
            SETTING_INVALID           | setting=sales/limit; rule=must be 1          | Limit: must be 1.
            FIELD_REQUIRED            | field=attributes.accountNumber               | Account number is required here.
            FIELD_REQUIRED            | field=accountNumber                          | accountNumber is required here.
            FIELD_INVALID             | field=attributes.accountNumber; rule=must be short | attributes.accountNumber: must be short.
            ATTRIBUTE_INVALID         | attribute=accountNumber; rule=must be short  | Account number: must be short.
            ROLE_TYPE_MISMATCH        | profile=CSR; profileRoleType=CSR; user=CLERK; userRoleType=PARTNER | "CSR" is for Service staff users; CLERK is of type PARTNER.
            PROFILE_NOT_ALLOWED       | allowed=CSR,CSR; user=ada; roleType=CSR      | Profiles can only be given to users of type Service staff or Service staff; ada is of type Service staff.
            ROLE_NOT_ASSIGNABLE       | role=CLERK                                   | Your role may not give the role Clerk.
            IDENTITY_MUST_BE_LOCAL    | role=CLERK; field=identity                   | Administrators (Clerk) are kept here, not in your identity provider: leave out identity.
            PROFILE_ESCALATION        | actions=view; node=sales; further=0          | You cannot give rights that you do not hold: View on Sales & more.
            PROFILE_ESCALATION        | actions=edit,view; node=trade; further=2; nodes=sales: pay-out view,shop: fly | You cannot give rights that you do not hold: Edit and View on Trade (2 further nodes: Pay out and View on Sales & more; fly on shop).
            """)
    void people_are_told_what_things_are_called(RejectionCode code, String facts, String sentence) {
        assertThat(said(code, facts)).isEqualTo(sentence);
    }

    @Test
    void rights_that_somebody_must_hold_are_told_node_by_node() {
        assertThat(said(
                        RejectionCode.LAST_ADMINISTRATOR,
                        "what=sell; needed=sales: view pay-out edit,trade: view,a token"))
                .isEqualTo("This would leave nobody who can sell: an active person without a perimeter who holds"
                        + " View, Pay out and Edit on Sales & more; View on Trade; a token.");
    }

    @Test
    void what_stands_for_no_key_is_said_as_it_is() {
        assertThat(said(RejectionCode.PROFILE_ESCALATION, "actions=everything; node=every node"))
                .isEqualTo("You cannot give rights that you do not hold: everything on every node.");
        assertThat(said(RejectionCode.NOT_PERMITTED, "action=ASK_ABOUT_OTHERS; resource=decisions about others"))
                .isEqualTo("You need \"ASK_ABOUT_OTHERS\" on decisions about others.");
    }

    @Test
    void what_is_said_in_other_words_already_stays_so() {
        Rejection perimeter = Rejection.of(RejectionCode.PROFILE_ESCALATION, "actions", "view", "node", "trade")
                .said("node", "trade");
        assertThat(new RejectionInWords(CATALOG).said(perimeter).message()).endsWith("View on trade.");
    }

    @ParameterizedTest
    @EnumSource
    void no_sentence_shows_a_key_but_to_those_who_work_with_keys(RejectionCode code) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        Pattern.compile("\\{(\\w+)").matcher(code.message()).results().forEach(place -> {
            String name = place.group(1);
            String key = KEYS.getOrDefault(name, "?");
            parameters.put(name, LISTS.contains(name) ? List.of(key) : key);
        });
        Rejection rejection = new Rejection(code, parameters);
        Rejection said = new RejectionInWords(CATALOG).said(rejection);
        assertThat(said.parameters()).isEqualTo(parameters);
        if (IN_KEYS.contains(code)) {
            assertThat(said.message()).isEqualTo(rejection.message());
        } else {
            assertThat(said.message()).doesNotContain(KEYS.values());
        }
    }

    private static String said(RejectionCode code, String facts) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        for (String fact : facts.split("; ")) {
            String name = fact.substring(0, fact.indexOf('='));
            String value = fact.substring(fact.indexOf('=') + 1);
            parameters.put(name, LISTS.contains(name) ? Arrays.asList(value.split(",")) : value);
        }
        Rejection said = new RejectionInWords(CATALOG).said(new Rejection(code, parameters));
        assertThat(said.parameters()).isEqualTo(parameters);
        return said.message();
    }

    private static Catalog catalog(CatalogEvent... events) {
        Catalog catalog = Catalog.EMPTY;
        for (int i = 0; i < events.length; i++) {
            catalog = catalog.after(events[i], i + 1);
        }
        return catalog;
    }

    private static CatalogEvent node(String key, String label, String... actions) {
        NodeDefinition definition = new NodeDefinition(
                Kind.MODULE,
                null,
                Label.of(label),
                true,
                ActionSet.of(actions),
                Map.of(),
                List.of(level("NONE"), level("EDIT"), level("VIEW_ALL", "view")),
                false,
                null,
                null,
                Map.of(),
                Set.of(),
                Set.of(),
                Map.of(),
                Set.of());
        return new CatalogNodeDefined(new NodeKey(key), definition, null);
    }

    private static Level level(String name, String... actions) {
        return new Level(new LevelName(name), ActionSet.of(actions));
    }
}
