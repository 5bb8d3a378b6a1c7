/// The envelope of personal text: sealed before it is stored, opened while its key exists, erased when it does not.
/// Encryption is Google Tink's; only the hierarchy of keys is ours.
@NullMarked
package io.mandate.store.envelope;

import org.jspecify.annotations.NullMarked;
