/// Events to exact bytes and back: names instead of classes, revisions, and personal text only in sealed form.
/// What was written by any earlier version is read by this one.
@NullMarked
package io.mandate.store.codec;

import org.jspecify.annotations.NullMarked;
