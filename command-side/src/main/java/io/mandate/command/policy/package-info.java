/// Policies of a tenant: the differences between tenants that are data.
/// Their values are written in one way each, so that equal wishes are equal.
@NullMarked
package io.mandate.command.policy;

import org.jspecify.annotations.NullMarked;
