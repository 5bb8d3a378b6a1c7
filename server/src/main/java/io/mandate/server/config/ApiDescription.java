package io.mandate.server.config;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The head of the generated API description; the paths come from the controllers.
@Configuration(proxyBeanMethods = false)
class ApiDescription {
    private static final String TOKEN = "token";

    @Bean
    OpenAPI openApi() {
        var token = new SecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .description("A token issued by Mandate, or a JWT of an identity provider bound to the tenant.");
        return new OpenAPI()
                .info(new Info()
                        .title("Mandate")
                        .description("Who may do what: administrators decide it, services ask it, auditors prove it.")
                        .version("v1")
                        .license(new License().name("Apache-2.0").url("https://www.apache.org/licenses/LICENSE-2.0")))
                // Relative, so that neither a header of the request nor a proxy in between decides it.
                .addServersItem(new Server().url("/"))
                .components(new Components().addSecuritySchemes(TOKEN, token))
                .addSecurityItem(new SecurityRequirement().addList(TOKEN));
    }
}
