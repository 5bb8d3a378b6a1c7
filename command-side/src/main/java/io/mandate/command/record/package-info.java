/// Commands about registered records: what decisions need to know of a concrete record of a calling product.
/// Registration is optional; a question may bring the data along.
@NullMarked
package io.mandate.command.record;

import org.jspecify.annotations.NullMarked;
