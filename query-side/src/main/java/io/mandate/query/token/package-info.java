/// The credentials that were issued, for whom and until when.
/// Never a secret, nor its hash.
@NullMarked
package io.mandate.query.token;

import org.jspecify.annotations.NullMarked;
