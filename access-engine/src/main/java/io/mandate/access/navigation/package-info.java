/// What a user sees in the sidebar.
/// Presentation only: it never grants or denies.
@NullMarked
package io.mandate.access.navigation;

import org.jspecify.annotations.NullMarked;
