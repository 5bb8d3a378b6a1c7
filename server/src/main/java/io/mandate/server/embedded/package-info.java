/// The database of the process: PostgreSQL 18 started beside it under the data folder, or one that the operator names.
/// Either way the process ends up with two credentials, one that migrates and one that works.
@NullMarked
package io.mandate.server.embedded;

import org.jspecify.annotations.NullMarked;
