/// What is known of a principal without its personal data, folded from its events.
/// A cohort is what many of them have in common.
@NullMarked
package io.mandate.access.user;

import org.jspecify.annotations.NullMarked;
