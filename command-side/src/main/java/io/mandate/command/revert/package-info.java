/// Takes back what one commit changed, by the ordinary commands for the opposite, if nothing touched the same things
/// since. What has no opposite, such as an erasure, is refused.
@NullMarked
package io.mandate.command.revert;

import org.jspecify.annotations.NullMarked;
