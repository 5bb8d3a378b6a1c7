/// May this user do this? The standard decision API (OpenID AuthZEN 1.0) and what follows from decisions for one user.
/// Everything comes from the access index in memory; no table is read.
@NullMarked
package io.mandate.query.decision;

import org.jspecify.annotations.NullMarked;
