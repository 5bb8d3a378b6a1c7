/// Puts the parts of a process together: its data folder, its database, its roles, and how it is reached and watched.
@NullMarked
package io.mandate.server.config;

import org.jspecify.annotations.NullMarked;
