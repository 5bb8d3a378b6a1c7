/// The way back in for a tenant whose administrators have all lost their tokens.
/// It leads over the machine of the store, and everybody in the tenant can see that it was taken.
@NullMarked
package io.mandate.server.readmission;

import org.jspecify.annotations.NullMarked;
