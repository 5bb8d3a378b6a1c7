/// Commands about principals: persons, services and pages, their role, profile, identity, perimeter and life.
/// The rules are in [UserRules], on the tenant's state at its head; the aggregate is their shell.
@NullMarked
package io.mandate.command.user;

import org.jspecify.annotations.NullMarked;
