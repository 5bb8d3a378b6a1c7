/// Sample tenants to try the product with, one for each shipped catalog.
/// They are made by the same commands that everybody uses; only the first token of each is issued from inside.
@NullMarked
package io.mandate.server.demo;

import org.jspecify.annotations.NullMarked;
