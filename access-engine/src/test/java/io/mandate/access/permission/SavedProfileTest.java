package io.mandate.access.permission;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.AccessView;
import io.mandate.access.cases.CaseReader;
import io.mandate.access.profile.Profile;
import io.mandate.access.user.Subject;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.ProfileId;
import io.mandate.events.values.UserId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SavedProfileTest {
    private static final AccessView TENANT = CaseReader.log("""
            catalog: shop
            profiles:
              views: {nodes: {commerce/invoices: {actions: [view]}}}
              all: {nodes: {commerce/invoices: {actions: [view, edit]}}}
              created: {nodes: {commerce/invoices: {actions: [view, edit], scope: {kind: CREATED_BY_ME}}}}
              north: {nodes: {commerce/invoices: {actions: [view, edit],
                scope: {kind: ATTRIBUTE, name: region, values: [north]}}}}
              both: {nodes: {commerce/invoices: {actions: [view, edit],
                scope: {kind: ATTRIBUTE, name: region, values: [north, south]}}}}
              mine: {nodes: {commerce/invoices: {actions: [view, edit],
                scope: {kind: ATTRIBUTE, name: region, values: [$user.region]}}}}
              mineOrWest: {nodes: {commerce/invoices: {actions: [view, edit],
                scope: {kind: ATTRIBUTE, name: region, values: [$user.region, west]}}}}
            users:
              all: {role: CSR, profile: all}
              ned: {role: CSR, profile: mine, attributes: {region: north}}
              nia: {role: CSR, profile: mine, attributes: {region: north}}
              sue: {role: CSR, profile: mine, attributes: {region: south}}
              wil: {role: CSR, profile: mineOrWest, attributes: {region: north}}
              vic: {role: CSR, profile: views}
            """).now();

    @Test
    void what_it_gave_before_is_not_given_by_saving_it() {
        assertThat(exceeds("vic", "all", "all")).isEmpty();
        assertThat(exceeds("vic", "all", "created")).isEmpty();
        assertThat(exceeds("vic", null, "all")).containsExactly(Excess.Kind.NOT_HELD);
    }

    @Test
    void what_it_gave_for_fewer_records_is_given_for_more_by_who_holds_that_only() {
        assertThat(exceeds("vic", "created", "all")).containsExactly(Excess.Kind.NOT_HELD);
        assertThat(exceeds("ned", "created", "all")).containsExactly(Excess.Kind.WIDER_SCOPE, Excess.Kind.WIDER_SCOPE);
        assertThat(exceeds("all", "created", "all")).isEmpty();
    }

    @Test
    void the_same_words_are_compared_by_what_they_reach_for_each_who_has_it() {
        assertThat(exceeds("ned", "views", "mine")).as("to nobody").isEmpty();
        assertThat(exceeds("ned", "views", "mine", "nia")).isEmpty();
        assertThat(exceeds("ned", "views", "mine", "nia", "sue")).containsExactly(Excess.Kind.WIDER_SCOPE);
        assertThat(exceeds("all", "views", "mine", "nia", "sue")).isEmpty();
    }

    @Test
    void who_reached_it_before_is_given_nothing() {
        assertThat(exceeds("wil", "mine", "mineOrWest", "sue", "nia"))
                .as("west")
                .isEmpty();
        assertThat(exceeds("wil", "north", "mineOrWest", "sue"))
                .containsExactly(Excess.Kind.WIDER_SCOPE, Excess.Kind.WIDER_SCOPE);
        assertThat(exceeds("wil", "both", "mine", "sue")).isEmpty();
    }

    @Test
    void who_has_no_such_attribute_reaches_nothing() {
        assertThat(exceeds("ned", "views", "mine", "vic")).isEmpty();
    }

    private static List<Excess.Kind> exceeds(String giver, @Nullable String was, String is, String... users) {
        Set<Map<AttributeKey, String>> attributes = Arrays.stream(users)
                .map(user -> Objects.requireNonNull(TENANT.user(new UserId(user))))
                .map(Subject::attributes)
                .collect(Collectors.toSet());
        return SavedProfile.exceeds(
                        TENANT, new UserId(giver), was == null ? null : profile(was), profile(is), () -> attributes)
                .stream()
                .map(Excess::kind)
                .toList();
    }

    private static Profile profile(String id) {
        return Objects.requireNonNull(TENANT.profile(new ProfileId(id)));
    }
}
