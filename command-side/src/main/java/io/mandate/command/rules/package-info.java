/// What the rules of a feature say to a command: accepted with these events, refused for this reason, or
/// nothing to do. Rules are pure; the shell around them applies the events or throws the refusal.
@NullMarked
package io.mandate.command.rules;

import org.jspecify.annotations.NullMarked;
