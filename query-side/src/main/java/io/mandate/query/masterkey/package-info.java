/// How the master key of the installation stands, for its operators. The keys themselves are never
/// told: which epochs there are, what is wrapped under each, and which node has which.
@NullMarked
package io.mandate.query.masterkey;

import org.jspecify.annotations.NullMarked;
