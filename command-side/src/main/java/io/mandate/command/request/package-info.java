/// What the bodies of commands share: which fields must be there, and how new things get their ids.
@NullMarked
package io.mandate.command.request;

import org.jspecify.annotations.NullMarked;
