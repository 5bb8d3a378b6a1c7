/// What went wrong, as problem documents (RFC 9457) whose types are stable addresses.
/// A rejection tells what to do; a failure of ours tells only its trace.
@NullMarked
package io.mandate.http.problem;

import org.jspecify.annotations.NullMarked;
