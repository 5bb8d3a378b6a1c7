/// Profiles: creating, changing, saving and deleting them. Every change of a profile is one of the records of
/// [ProfileChange], alone or as part of a [SaveProfile], and passes the same rules.
@NullMarked
package io.mandate.command.profile;

import org.jspecify.annotations.NullMarked;
