/// Reading in order: whole commits of each tenant without gaps, by page or as they come.
/// What is committed is told by a notification, and found without one a little later.
@NullMarked
package io.mandate.store.follow;

import org.jspecify.annotations.NullMarked;
