/// Signed notes and checkpoints as C2SP defines them (c2sp.org/signed-note, c2sp.org/tlog-checkpoint), and their
/// keys. Pure; whether a key is to be trusted is decided elsewhere.
@NullMarked
package io.mandate.store.note;

import org.jspecify.annotations.NullMarked;
