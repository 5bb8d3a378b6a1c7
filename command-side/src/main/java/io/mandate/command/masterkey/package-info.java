/// The master key of the installation: which epoch of it wraps, and when an older one is over.
/// Operators activate; replacing what is wrapped and ending old epochs is done by the nodes
/// themselves.
@NullMarked
package io.mandate.command.masterkey;

import org.jspecify.annotations.NullMarked;
