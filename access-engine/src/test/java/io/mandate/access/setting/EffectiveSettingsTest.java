package io.mandate.access.setting;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.cases.CaseReader;
import io.mandate.access.history.Log;
import io.mandate.access.setting.EffectiveSetting.Source;
import io.mandate.events.catalog.CatalogEvent.SettingDefined;
import io.mandate.events.catalog.CatalogEvent.SettingRetired;
import io.mandate.events.catalog.SettingDefinition;
import io.mandate.events.catalog.SettingType.IntegerType;
import io.mandate.events.profile.ProfileEvent.ProfileSettingChanged;
import io.mandate.events.values.Label;
import io.mandate.events.values.NodeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.SettingKey;
import io.mandate.events.values.SettingValue;
import io.mandate.events.values.SettingValue.Whole;
import io.mandate.events.values.UserId;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EffectiveSettingsTest {
    private static final SettingKey THRESHOLD = new SettingKey("customers/threshold");
    private static final ProfileId P = new ProfileId("p");
    private static final SettingValue HUNDRED = new Whole(100);
    private static final SettingValue FIVE = new Whole(5);

    @Test
    void the_catalogs_value_holds_until_the_profile_says_another() {
        Log log = tenant();
        assertThat(threshold(log, "al"))
                .isEqualTo(new EffectiveSetting(THRESHOLD, HUNDRED, Source.CATALOG, log.head(), true));

        log.commit(new ProfileSettingChanged(P, THRESHOLD, null, FIVE));
        assertThat(threshold(log, "al"))
                .isEqualTo(new EffectiveSetting(THRESHOLD, FIVE, Source.PROFILE, log.head(), true));

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
                """)
                .commit(new SettingDefined(
                        THRESHOLD,
                        new SettingDefinition(
                                new NodeKey("customers"),
                                Label.of("Threshold"),
                                new IntegerType(1, 1_000),
                                HUNDRED,
                                null,
                                Set.of(),
                                Set.of()),
                        null));
    }

    private static EffectiveSetting threshold(Log log, String user) {
        return EffectiveSettings.of(log.now(), new UserId(user))
                .orElseThrow()
                .settings()
                .getFirst();
    }
}
