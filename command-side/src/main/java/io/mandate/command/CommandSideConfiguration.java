package io.mandate.command;

import io.mandate.store.role.ConditionalOnRole;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/// The command side as one piece, for nodes that have the role. Whoever imports it brings the store, the
/// live index and the edge.
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole("command")
@ComponentScan
public class CommandSideConfiguration {}
