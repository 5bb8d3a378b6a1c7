/// What changed between two views of a tenant, in permissions: who gained or lost what, and how far it goes.
/// Read off the same decisions that are given to services; the views may be two moments, or now and a preview.
@NullMarked
package io.mandate.access.difference;

import org.jspecify.annotations.NullMarked;
