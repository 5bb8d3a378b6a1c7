/// All tenants in memory, every version kept by its position.
/// Now, any past moment and a preview of changes are the same view over it.
@NullMarked
package io.mandate.access.index;

import org.jspecify.annotations.NullMarked;
