package io.mandate.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.mandate.server.config.RefusalReporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.mock.env.MockEnvironment;

/// Providers as they are configured: what cannot work is told in one line at the start.
class IdentityPropertiesTest {
    private static final String FIRST = "mandate.identity.issuers[0].";

    private final MockEnvironment given = new MockEnvironment()
            .withProperty(FIRST + "issuer", "https://id.example.org")
            .withProperty(FIRST + "jwks-uri", "https://id.example.org/keys")
            .withProperty(FIRST + "audience", "mandate")
            .withProperty(FIRST + "tenants", "acme");

    @Test
    void a_provider_of_one_tenant_needs_no_claim_that_names_it() {
        assertThat(bound().issuers()).singleElement().matches(issuer -> issuer.tenantClaim() == null);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tenants    | acme,other | needs one tenant, or several and a tenant-claim that says which
            tenants    | ''       | needs one tenant, or several and a tenant-claim that says which
            tenants    | system     | no provider may speak for the system tenant
            tenants    | Not One    | mandate.identity.issuers[0].tenants is "Not One", and must be
            issuer     | ''         | mandate.identity.issuers: every provider needs an issuer
            audience   | ''         | needs an audience
            jwks-uri   | ''         | needs a jwks-uri
            jwks-uri   | keys.json  | must be an address with http or https, not "keys.json"
            algorithms | HS256      | "HS256" in the algorithms of https://id.example.org is none
            """)
    void what_cannot_work_is_one_line(String part, String value, String told) {
        given.setProperty(FIRST + part, value);
        refused(told);
    }

    @Test
    void what_is_left_out_is_one_line_too() {
        MockEnvironment bare = new MockEnvironment().withProperty(FIRST + "issuer", "https://id.example.org");
        assertThat(RefusalReporter.refusal(catchThrowable(() -> bound(bare))))
                .hasValueSatisfying(line -> assertThat(line).contains("https://id.example.org needs a jwks-uri"));
    }

    @Test
    void two_providers_of_one_name_are_one_line() {
        for (String part : new String[] {"issuer", "jwks-uri", "audience", "tenants"}) {
            given.setProperty("mandate.identity.issuers[1]." + part, given.getProperty(FIRST + part, ""));
        }
        refused("two providers are called https://id.example.org");
    }

    private void refused(String told) {
        assertThat(RefusalReporter.refusal(catchThrowable(this::bound)))
                .hasValueSatisfying(line -> assertThat(line)
                        .contains("mandate.identity.issuers", told)
                        .hasLineCount(1));
    }

    private IdentityProperties bound() {
        return bound(given);
    }

    private static IdentityProperties bound(MockEnvironment settings) {
        return Binder.get(settings)
                .bind("mandate.identity", IdentityProperties.class)
                .get();
    }
}
