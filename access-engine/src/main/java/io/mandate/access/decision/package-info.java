/// May this user do this on that record? The twelve steps, their reasons and their explanation.
/// A decision is a pure function of a view of the tenant and a question.
@NullMarked
package io.mandate.access.decision;

import org.jspecify.annotations.NullMarked;
