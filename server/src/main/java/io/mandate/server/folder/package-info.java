/// The folder in which a process keeps what must survive it, and who is at work in it right now.
/// One folder serves one process at a time.
@NullMarked
package io.mandate.server.folder;

import org.jspecify.annotations.NullMarked;
