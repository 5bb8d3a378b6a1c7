package io.mandate.access.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.access.AccessView;
import io.mandate.access.cases.CaseReader;
import io.mandate.events.record.RecordData;
import io.mandate.events.values.AttributeKey;
import io.mandate.events.values.UserId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrincipalRecordTest {
    private static final AccessView TENANT = CaseReader.log("""
            catalog: shop
            profiles:
              bringing: {associatedRole: PARTNER}
              plain: {}
            users:
              own: {role: CSR, profile: plain}
              brought: {profile: bringing}
              both: {role: CSR, profile: bringing}
              neither: {profile: plain}
            """).now();

    @ParameterizedTest
    @CsvSource({
        "own,     CSR,     CSR,     plain",
        "brought, PARTNER, PARTNER, bringing",
        "both,    CSR,     CSR,     bringing",
        "neither, ,        ,        plain",
    })
    void the_role_that_counts_is_the_own_one_else_that_of_the_profile(
            String user, String role, String roleType, String profile) {
        Map<AttributeKey, String> attributes =
                PrincipalRecord.of(TENANT, TENANT.user(new UserId(user))).attributes();
        assertThat(attributes.get(PrincipalRecord.ROLE)).isEqualTo(role);
        assertThat(attributes.get(PrincipalRecord.ROLE_TYPE)).isEqualTo(roleType);
        assertThat(attributes.get(PrincipalRecord.PROFILE)).isEqualTo(profile);
    }

    @Test
    void nothing_is_known_of_one_that_does_not_exist() {
        assertThat(PrincipalRecord.of(TENANT, null)).isEqualTo(RecordData.UNKNOWN);
    }
}
