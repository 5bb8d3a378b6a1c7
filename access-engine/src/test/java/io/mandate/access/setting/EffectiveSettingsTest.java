package io.mandate.access.setting;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.cases.CaseReader;
import io.mandate.access.history.Log;
import io.mandate.access.setting.EffectiveSetting.Source;
import io.mandate.events.catalog.CatalogEvent.SettingDefined;
import io.mandate.events.catalog.CatalogEvent.SettingRetired;
import io.mandate.events.catalog.SettingDefinition;
import io.mandate.events.catalog.SettingType;
import io.mandate.events.catalog.SettingType.BooleanType;
import io.mandate.events.catalog.SettingType.EnumType;
import io.mandate.events.catalog.SettingType.IntegerType;
import io.mandate.events.catalog.SettingType.MapType;
import io.mandate.events.catalog.SettingType.Option;
import io.mandate.events.catalog.SettingType.ReferenceType;
import io.mandate.events.catalog.SettingType.SetType;
import io.mandate.events.catalog.SettingType.TextType;
import io.mandate.events.catalog.SettingType.VariantType;
import io.mandate.events.profile.ProfileEvent.ProfileSettingChanged;
import io.mandate.events.values.Label;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.SettingKey;
import io.mandate.events.values.SettingValue;
import io.mandate.events.values.SettingValue.Choice;
import io.mandate.events.values.SettingValue.Flag;
import io.mandate.events.values.SettingValue.Many;
import io.mandate.events.values.SettingValue.Mapping;
import io.mandate.events.values.SettingValue.Text;
import io.mandate.events.values.SettingValue.Whole;
import io.mandate.events.values.UserId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EffectiveSettingsTest {
    private static final SettingKey THRESHOLD = new SettingKey("customers/threshold");
    private static final ProfileId P = new ProfileId("p");
    private static final SettingValue HUNDRED = new Whole(100);
    private static final SettingValue FIVE = new Whole(5);

    @Test
    void the_catalogs_value_holds_until_the_profile_says_another() {
        Log log = tenant();
        assertThat(threshold(log, "al"))
                .isEqualTo(new EffectiveSetting(THRESHOLD, HUNDRED, Source.CATALOG, log.head(), true, false));

        log.commit(new ProfileSettingChanged(P, THRESHOLD, null, FIVE));
        assertThat(threshold(log, "al"))
                .isEqualTo(new EffectiveSetting(THRESHOLD, FIVE, Source.PROFILE, log.head(), true, false));

        log.commit(new ProfileSettingChanged(P, THRESHOLD, FIVE, null));
        assertThat(threshold(log, "al").source()).isEqualTo(Source.CATALOG);
    }

    @Test
    void a_value_that_is_not_relevant_for_the_role_is_kept_and_marked() {
        Log log = tenant().commit(new ProfileSettingChanged(P, THRESHOLD, null, FIVE));

        assertThat(threshold(log, "cy").value()).isEqualTo(FIVE);
        assertThat(threshold(log, "cy").applies()).isFalse();
    }

    @Test
    void a_value_that_the_catalog_allows_no_more_is_kept_and_the_catalogs_holds() {
        Log log = tenant().commit(new ProfileSettingChanged(P, THRESHOLD, null, new Whole(80)));

        log.commit(threshold(50));
        assertThat(threshold(log, "al"))
                .isEqualTo(new EffectiveSetting(THRESHOLD, HUNDRED, Source.CATALOG, log.head(), true, true));

        log.commit(threshold(90));
        assertThat(threshold(log, "al").value()).isEqualTo(new Whole(80));
        assertThat(threshold(log, "al").outdated()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("values")
    void what_is_allowed_is_what_the_type_says(SettingType type, SettingValue value, boolean allowed) {
        assertThat(AllowedValues.in(type, value)).isEqualTo(allowed);
    }

    static List<Arguments> values() {
        SettingType numbered =
                new VariantType(List.of(new Option("FULL", null), new Option("THRESHOLD", new IntegerType(1, 9))));
        return List.of(
                Arguments.of(new BooleanType(), new Flag(true), true),
                Arguments.of(new BooleanType(), new Whole(1), false),
                Arguments.of(new IntegerType(1, 9), new Whole(9), true),
                Arguments.of(new IntegerType(1, 9), new Whole(10), false),
                Arguments.of(new IntegerType(1, 9), new Whole(0), false),
                Arguments.of(new TextType(3), new Text("abc"), true),
                Arguments.of(new TextType(3), new Text("abcd"), false),
                Arguments.of(new EnumType(List.of("A", "B")), new Choice("B", null), true),
                Arguments.of(new EnumType(List.of("A", "B")), new Choice("C", null), false),
                Arguments.of(new EnumType(List.of("A")), new Choice("A", 1L), false),
                Arguments.of(new ReferenceType("page"), new Text("p-1"), true),
                Arguments.of(new SetType(List.of("EUR", "SEK")), many("EUR"), true),
                Arguments.of(new SetType(List.of("EUR", "SEK")), many("EUR", "JPY"), false),
                Arguments.of(new SetType(List.of()), many("JPY"), true),
                Arguments.of(new MapType(List.of("EUR")), map("EUR"), true),
                Arguments.of(new MapType(List.of("EUR")), map("JPY"), false),
                Arguments.of(new MapType(List.of()), map("JPY"), true),
                Arguments.of(numbered, new Choice("FULL", null), true),
                Arguments.of(numbered, new Choice("FULL", 1L), false),
                Arguments.of(numbered, new Choice("THRESHOLD", 9L), true),
                Arguments.of(numbered, new Choice("THRESHOLD", 10L), false),
                Arguments.of(numbered, new Choice("THRESHOLD", null), false),
                Arguments.of(numbered, new Choice("NONE", null), false));
    }

    @Test
    void keys_that_are_no_longer_among_those_of_another_setting_are_outdated_with_it() {
        SettingKey currencies = new SettingKey("customers/currencies");
        SettingKey pages = new SettingKey("customers/pages");
        Log log = tenant().commit(defined(currencies, new SetType(List.of("EUR", "JPY")), many("EUR"), null))
                .commit(defined(pages, new MapType(List.of()), null, currencies))
                .commit(new ProfileSettingChanged(P, currencies, null, many("EUR", "JPY")))
                .commit(new ProfileSettingChanged(P, pages, null, map("JPY")));
        assertThat(outdated(log)).isEmpty();

        log.commit(defined(currencies, new SetType(List.of("EUR")), many("EUR"), null));
        assertThat(outdated(log)).containsExactly(currencies, pages);
    }

    private static List<SettingKey> outdated(Log log) {
        return EffectiveSettings.of(log.now(), new UserId("al")).orElseThrow().settings().stream()
                .filter(EffectiveSetting::outdated)
                .map(EffectiveSetting::setting)
                .toList();
    }

    private static SettingValue many(String... values) {
        return new Many(new TreeSet<>(Set.of(values)));
    }

    private static SettingValue map(String key) {
        return new Mapping(new TreeMap<>(Map.of(key, "page-1")));
    }

    @Test
    void a_retired_setting_is_left_out() {
        Log log = tenant().commit(new SettingRetired(THRESHOLD));

        assertThat(EffectiveSettings.of(log.now(), new UserId("al"))
                        .orElseThrow()
                        .settings())
                .isEmpty();
    }

    private static Log tenant() {
        return CaseReader.log("""
                catalog: shop
                profiles:
                  p: {}
                users:
                  al: {role: ACCOUNT_EXECUTIVE, profile: p}
                  cy: {role: CUSTOMER, profile: p}
                """).commit(threshold(1_000));
    }

    private static SettingDefined threshold(long max) {
        return defined(THRESHOLD, new IntegerType(1, max), HUNDRED, null);
    }

    private static SettingDefined defined(
            SettingKey key, SettingType type, @Nullable SettingValue initial, @Nullable SettingKey keysSubsetOf) {
        SettingDefinition definition = new SettingDefinition(
                new NodeKey("customers"), Label.of(key.value()), type, initial, keysSubsetOf, Set.of(), Set.of());
        return new SettingDefined(key, definition, null);
    }

    private static EffectiveSetting threshold(Log log, String user) {
        return EffectiveSettings.of(log.now(), new UserId(user))
                .orElseThrow()
                .settings()
                .getFirst();
    }
}
