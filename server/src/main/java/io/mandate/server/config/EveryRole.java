package io.mandate.server.config;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/// What every process has, whatever it is there for: the log, the access index kept at its head, and the edge to HTTP.
@Configuration(proxyBeanMethods = false)
@ComponentScan({"io.mandate.store", "io.mandate.live", "io.mandate.http"})
class EveryRole {}
