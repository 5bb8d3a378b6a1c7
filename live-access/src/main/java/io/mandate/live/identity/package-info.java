/// Who is calling: from the secret of a token to a principal of a tenant.
/// The answer comes from the index, so it is as fresh as the decisions are.
@NullMarked
package io.mandate.live.identity;

import org.jspecify.annotations.NullMarked;
