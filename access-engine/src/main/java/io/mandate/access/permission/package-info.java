/// All that a user may do, and what a profile would give beyond what its giver holds.
/// Both are read off the same steps that decide.
@NullMarked
package io.mandate.access.permission;

import org.jspecify.annotations.NullMarked;
