/// The settings in force for a user, with their source.
/// A value that is not relevant for the role is kept and marked.
@NullMarked
package io.mandate.access.setting;

import org.jspecify.annotations.NullMarked;
