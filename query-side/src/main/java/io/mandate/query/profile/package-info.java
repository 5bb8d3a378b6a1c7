/// Profiles as administrators see them
///  the list, one profile as a tree, its revisions, its users.:Lists come from SQL, permissions from the
/// access engine at the same position.
@NullMarked
package io.mandate.query.profile;

import org.jspecify.annotations.NullMarked;
