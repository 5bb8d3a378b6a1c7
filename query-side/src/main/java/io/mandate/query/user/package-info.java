/// Users, services and pages as administrators see them, suspended ones too.
/// The table person is the only one that holds personal text in clear; it is rewritten on erasure.
@NullMarked
package io.mandate.query.user;

import org.jspecify.annotations.NullMarked;
