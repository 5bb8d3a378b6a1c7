/// The past: any moment as a view, who could do something between two moments and who granted it, what a commit
/// did. Everything is told from the versions in the access index by the rules that decide now; who did it, from
/// where and why is read from the events. Every read is in the access journal.
@NullMarked
package io.mandate.query.history;

import org.jspecify.annotations.NullMarked;
