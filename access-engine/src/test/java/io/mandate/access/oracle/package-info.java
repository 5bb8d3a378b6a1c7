/// The oracle: decisions told a second time, by a plain fold of the raw events and the text of the steps alone.
/// It knows the stored language and nothing of the engine; whatever the engine tells of a tenant, live, of any moment,
/// as a history or as a difference, has to be what the oracle tells.
@NullMarked
package io.mandate.access.oracle;

import org.jspecify.annotations.NullMarked;
