/// Who calls: from the Authorization header to a Caller that controllers take as a parameter.
/// Without a valid credential nothing but the open paths is reached.
@NullMarked
package io.mandate.http.caller;

import org.jspecify.annotations.NullMarked;
