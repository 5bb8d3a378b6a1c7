package io.mandate.command.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.mandate.command.catalog.document.CatalogReader;
import io.mandate.command.gate.TenantCommand;
import io.mandate.command.licence.LicenceCommand.SetQuota;
import io.mandate.command.profile.CreateProfile;
import io.mandate.command.tenant.Registration.FirstAdministrator;
import io.mandate.command.tenant.TenantChange.RegisterTenant;
import io.mandate.command.token.IssueToken;
import io.mandate.command.user.ActivateUser;
import io.mandate.command.user.CreateUser;
import io.mandate.events.token.TokenRight;
import io.mandate.events.values.Label;
import io.mandate.events.values.PersonalText;
import io.mandate.events.values.TenantId;
import io.mandate.events.values.TokenId;
import io.mandate.events.values.UserId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationCommandsTest {
    @ParameterizedTest
    @ValueSource(strings = {"commerce-classic", "contact-center", "system"})
    void a_superuser_begins_without_a_profile_and_without_token_rights(String catalog) {
        List<TenantCommand> commands = commands(catalog);
        assertThat(last(commands, CreateUser.class).profile()).isNull();
        assertThat(last(commands, IssueToken.class).rights()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"commerce,Administrator", "feedback,admin", "authzen-certification,Administrator"})
    void where_nobody_is_a_superuser_the_first_administrator_gets_an_initial_profile(String catalog, String name) {
        List<TenantCommand> commands = commands(catalog);
        assertThat(commands)
                .filteredOn(CreateProfile.class::isInstance)
                .map(CreateProfile.class::cast)
                .filteredOn(profile -> name.equals(profile.name()))
                .extracting(profile -> profile.target().profile())
                .containsExactly(last(commands, CreateUser.class).profile());
        assertThat(last(commands, IssueToken.class).rights()).containsExactlyInAnyOrder(TokenRight.values());
    }

    @Test
    void the_contact_center_begins_with_a_profile_that_allows_nothing() {
        CreateProfile profile = last(commands("contact-center"), CreateProfile.class);
        assertThat(Objects.requireNonNull(profile.defaultActions()).isEmpty()).isTrue();
        assertThat(profile.changes()).isEmpty();
    }

    @Test
    void the_tenant_comes_first_and_its_administrator_last() {
        List<TenantCommand> commands = commands("feedback");
        assertThat(commands.getFirst()).isInstanceOf(RegisterTenant.class);
        assertThat(commands.getFirst().resultId()).isEqualTo("acme");
        assertThat(commands).filteredOn(SetQuota.class::isInstance).hasSize(2);
        assertThat(commands.subList(commands.size() - 3, commands.size()))
                .hasExactlyElementsOfTypes(CreateUser.class, ActivateUser.class, IssueToken.class);
    }

    private static List<TenantCommand> commands(String catalog) {
        Registration registration = new Registration(
                new TenantId("acme"),
                ZoneOffset.UTC,
                Label.of("Acme"),
                CatalogReader.shipped(catalog),
                new FirstAdministrator(
                        new UserId("gil"), PersonalText.of("gil@acme.example"), null, null, null, null, Map.of()));
        return RegistrationCommands.of(registration, new TokenId("t1"), "0".repeat(64));
    }

    private static <T> T last(List<TenantCommand> commands, Class<T> type) {
        return commands.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .reduce((_, later) -> later)
                .orElseThrow();
    }
}
