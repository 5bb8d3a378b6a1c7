package io.mandate.server.config;

import io.mandate.store.role.ConditionalOnRole;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/// Everything that answers questions.
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole("query")
@ComponentScan("io.mandate.query")
class QueryRole {}
