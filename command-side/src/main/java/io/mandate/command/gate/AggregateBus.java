package io.mandate.command.gate;

import org.axonframework.commandhandling.CommandBus;

/// The bus that has every aggregate on it. It is no bean of Axon's own type, so that nobody is given it by
/// accident: what is sent past the gate would have neither lock nor judgement.
///
/// @param bus without transactions of its own
public record AggregateBus(CommandBus bus) {}
