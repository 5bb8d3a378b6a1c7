/// Redaction of a single reason: its text becomes unreadable, the commit and everything else about it stays.
/// Whoever may erase persons may redact; who did so, and when, is an event like any other.
@NullMarked
package io.mandate.command.redaction;

import org.jspecify.annotations.NullMarked;
