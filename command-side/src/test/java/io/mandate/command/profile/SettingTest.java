package io.mandate.command.profile;

import static io.mandate.command.profile.Given.STD;
import static io.mandate.command.profile.Given.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.command.profile.ProfileChange.ClearSetting;
import io.mandate.command.profile.ProfileChange.RenameProfile;
import io.mandate.command.profile.ProfileChange.SetSetting;
import io.mandate.events.catalog.CatalogEvent.SettingDefined;
import io.mandate.events.catalog.SettingDefinition;
import io.mandate.events.catalog.SettingType;
import io.mandate.events.catalog.SettingType.MapType;
import io.mandate.events.catalog.SettingType.SetType;
import io.mandate.events.problem.Rejection;
import io.mandate.events.problem.RejectionCode;
import io.mandate.events.profile.ProfileEvent.ProfileSettingChanged;
import io.mandate.events.values.SettingKey;
import io.mandate.events.values.SettingValue;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SettingTest {
    private static final SettingValue EUR = new SettingValue.Many(new TreeSet<>(Set.of("EUR")));
    private static final SettingValue HUNDRED = new SettingValue.Choice("THRESHOLD", 100L);

    @Test
    void a_setting_is_said_changed_and_taken_back() {
        assertThat(Given.profile().accepted(set(Commerce.LOAD, "THRESHOLD(100)")))
                .containsExactly(new ProfileSettingChanged(STD, Commerce.LOAD, null, HUNDRED));
        Given said = Given.profile(new ProfileSettingChanged(STD, Commerce.LOAD, null, HUNDRED));
        assertThat(said.accepted(set(Commerce.LOAD, "NONE")))
                .containsExactly(
                        new ProfileSettingChanged(STD, Commerce.LOAD, HUNDRED, new SettingValue.Choice("NONE", null)));
        assertThat(said.accepted(new ClearSetting(TARGET, Commerce.LOAD)))
                .containsExactly(new ProfileSettingChanged(STD, Commerce.LOAD, HUNDRED, null));
    }

    @Test
    void saying_the_same_again_succeeds_without_an_event() {
        Given said = Given.profile(new ProfileSettingChanged(STD, Commerce.LOAD, null, HUNDRED));

        assertThat(said.accepted(set(Commerce.LOAD, "THRESHOLD(100)"))).isEmpty();
        assertThat(Given.profile().accepted(new ClearSetting(TARGET, Commerce.LOAD)))
                .isEmpty();
    }

    @Test
    void a_wrong_value_is_refused_with_the_rule() {
        assertThat(Given.profile().refused(set(Commerce.LOAD, "THRESHOLD(0)")).message())
                .isEqualTo("search/load-accounts: THRESHOLD must be a whole number of 1 or more.");
    }

    @Test
    void an_unknown_setting_is_refused() {
        SettingKey unknown = new SettingKey("search/colour");
        assertThat(Given.profile().refused(set(unknown, true)).code()).isEqualTo(RejectionCode.SETTING_UNKNOWN);
        assertThat(Given.profile().refused(new ClearSetting(TARGET, unknown)).code())
                .isEqualTo(RejectionCode.SETTING_UNKNOWN);
    }

    @Test
    void a_retired_setting_can_only_be_taken_back() {
        Given given = Given.profile(new ProfileSettingChanged(STD, Commerce.TELEX, null, new SettingValue.Flag(true)))
                .archiveClosed();

        assertThat(given.refused(set(Commerce.TELEX, false)).code()).isEqualTo(RejectionCode.SETTING_UNKNOWN);
        assertThat(given.accepted(new ClearSetting(TARGET, Commerce.TELEX))).hasSize(1);
    }

    @Test
    void a_setting_that_is_not_relevant_for_the_role_is_stored_all_the_same() {
        Given shoppers = Given.profile(
                new io.mandate.events.profile.ProfileEvent.ProfileRoleTypeChanged(STD, null, Commerce.CUSTOMER));

        assertThat(shoppers.accepted(set(Commerce.LOAD, "NONE"))).hasSize(1);
    }

    @Test
    void the_keys_of_a_map_must_be_in_the_set_it_refers_to() {
        assertThat(Given.profile()
                        .refused(set(Commerce.PAGES, Map.of("JPY", "p1")))
                        .message())
                .isEqualTo("currencies/hosted-pages: JPY must be among the values of"
                        + " configurations/additional-currencies first.");
        assertThat(withCurrencies("JPY").accepted(set(Commerce.PAGES, Map.of("JPY", "p1"))))
                .hasSize(1);
        assertThat(Given.profile().accepted(set(Commerce.PAGES, Map.of()))).hasSize(1);
    }

    @Test
    void the_set_cannot_shrink_below_the_keys_that_refer_to_it() {
        Given given = withCurrencies("EUR", "JPY").happened(pages("JPY"));

        assertThat(given.accepted(set(Commerce.CURRENCIES, List.of("JPY")))).hasSize(1);
        assertThat(given.refused(set(Commerce.CURRENCIES, List.of("EUR"))).parameters())
                .containsEntry("setting", "currencies/hosted-pages")
                .containsEntry("keys", List.of("JPY"));
        assertThat(given.refused(new ClearSetting(TARGET, Commerce.CURRENCIES)).code())
                .isEqualTo(RejectionCode.SETTING_INVALID);
    }

    @Test
    void a_map_rests_on_the_values_that_are_in_force() {
        Given given = withCurrencies("JPY").happened(redefined(Commerce.CURRENCIES, new SetType(List.of("EUR")), EUR));

        assertThat(given.refused(set(Commerce.PAGES, Map.of("JPY", "p1"))).parameters())
                .containsEntry("keys", List.of("JPY"));
        assertThat(given.accepted(set(Commerce.PAGES, Map.of("EUR", "p1")))).hasSize(1);
    }

    @Test
    void a_map_that_the_catalog_allows_no_more_keeps_nobody_from_changing_what_it_rests_on() {
        Given given = withCurrencies("JPY")
                .happened(pages("JPY"))
                .happened(redefined(Commerce.PAGES, new MapType(List.of("p2")), null));

        assertThat(given.accepted(set(Commerce.CURRENCIES, List.of("EUR")))).hasSize(1);
    }

    private static SettingDefined redefined(SettingKey key, SettingType type, @Nullable SettingValue initial) {
        SettingDefinition was = Objects.requireNonNull(
                        Given.nothing().head().catalog().settings().get(key))
                .definition();
        return new SettingDefined(
                key,
                new SettingDefinition(was.module(), was.label(), type, initial, was.keysSubsetOf(), Set.of(), Set.of()),
                was);
    }

    @Test
    void only_the_state_after_the_whole_save_counts() {
        SaveProfile pagesFirst = new SaveProfile(
                TARGET, List.of(set(Commerce.PAGES, Map.of("EUR", "p1")), set(Commerce.CURRENCIES, List.of("EUR"))));
        assertThat(Given.profile().accepted(pagesFirst)).hasSize(2);

        SaveProfile shrunk = new SaveProfile(
                TARGET,
                List.of(
                        set(Commerce.CURRENCIES, List.of("EUR", "JPY")),
                        set(Commerce.PAGES, Map.of("JPY", "p1")),
                        new RenameProfile(TARGET, "Gold"),
                        set(Commerce.CURRENCIES, List.of("EUR"))));
        Rejection rejection = Given.profile().refused(shrunk);
        assertThat(rejection.code()).isEqualTo(RejectionCode.SETTING_INVALID);
        assertThat(rejection.parameters()).containsEntry("index", 1).containsEntry("pointer", "/changes/1");
    }

    @Test
    void a_contradiction_from_before_does_not_stop_another_change() {
        Given given = Given.profile(pages("JPY"));

        assertThat(given.accepted(new RenameProfile(TARGET, "Gold"))).hasSize(1);
        assertThat(given.accepted(set(Commerce.LOAD, "NONE"))).hasSize(1);
    }

    private static Given withCurrencies(String... currencies) {
        return Given.profile(new ProfileSettingChanged(
                STD, Commerce.CURRENCIES, null, new SettingValue.Many(new TreeSet<>(List.of(currencies)))));
    }

    private static ProfileSettingChanged pages(String currency) {
        return new ProfileSettingChanged(
                STD, Commerce.PAGES, null, new SettingValue.Mapping(new TreeMap<>(Map.of(currency, "p1"))));
    }

    private static SetSetting set(SettingKey key, Object value) {
        return new SetSetting(TARGET, key, value);
    }
}
