/// How SQL read models are made: whole commits in, rows out, one statement for each table and batch.
/// One leader writes all of them in one transaction, with one position for each tenant.
@NullMarked
package io.mandate.query.projection;

import org.jspecify.annotations.NullMarked;
