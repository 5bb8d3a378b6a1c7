/// A tenant as a whole: how it begins, which modules it has, and its policies.
/// Beginning and availability belong to operators of the installation.
@NullMarked
package io.mandate.command.tenant;

import org.jspecify.annotations.NullMarked;
