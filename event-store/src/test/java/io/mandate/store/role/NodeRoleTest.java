package io.mandate.store.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mandate.store.startup.StartupRefusedException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.env.MockEnvironment;

class NodeRoleTest {
    private final ApplicationContextRunner node = new ApplicationContextRunner().withUserConfiguration(Parts.class);

    @Test
    void without_the_property_a_process_has_every_role() {
        node.run(context -> assertThat(context.getBeansOfType(String.class).values())
                .containsExactlyInAnyOrder("writes", "answers", "either"));
    }

    @Test
    void a_query_node_has_no_part_that_belongs_to_commands() {
        node.withPropertyValues("mandate.roles=query,console")
                .run(context -> assertThat(context.getBeansOfType(String.class).values())
                        .containsExactlyInAnyOrder("answers", "either"));
    }

    @Test
    void a_list_of_roles_is_one_as_files_of_settings_have_it() {
        node.withPropertyValues("mandate.roles[0]=query", "mandate.roles[1]=console")
                .run(context -> assertThat(context.getBeansOfType(String.class).values())
                        .containsExactlyInAnyOrder("answers", "either"));
    }

    @Test
    void a_console_alone_has_neither() {
        node.withPropertyValues("mandate.roles= console ")
                .run(context -> assertThat(context.getBeansOfType(String.class)).isEmpty());
    }

    @Test
    void a_misspelt_role_is_refused_by_name() {
        var misspelt = new MockEnvironment().withProperty("mandate.roles", "command,qurey");
        assertThatThrownBy(() -> NodeRole.of(misspelt))
                .isInstanceOf(StartupRefusedException.class)
                .hasMessageContaining("\"qurey\" is not a role");
    }

    @Test
    void nothing_at_all_means_every_role_and_nothing_between_commas_none() {
        for (String nothing : List.of("", " ")) {
            assertThat(NodeRole.of(new MockEnvironment().withProperty("mandate.roles", nothing)))
                    .containsExactly(NodeRole.values());
        }
        for (String blanks : List.of(",", " , ", "query,")) {
            var between = new MockEnvironment().withProperty("mandate.roles", blanks);
            assertThatThrownBy(() -> NodeRole.of(between))
                    .as(blanks)
                    .isInstanceOf(StartupRefusedException.class)
                    .hasMessageContaining("\"\" is not a role");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Parts {
        @Bean
        @ConditionalOnRole("command")
        String writer() {
            return "writes";
        }

        @Bean
        @ConditionalOnRole("query")
        String reader() {
            return "answers";
        }

        @Bean
        @ConditionalOnRole({"command", "query"})
        String both() {
            return "either";
        }
    }
}
