package io.mandate.server.config;

import io.mandate.store.role.ConditionalOnRole;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/// Everything that accepts changes.
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole("command")
@ComponentScan("io.mandate.command")
class CommandRole {}
