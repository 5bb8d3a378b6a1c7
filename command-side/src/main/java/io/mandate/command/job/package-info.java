/// Work in bulk: many commands of one kind in one upload, carried out batch by batch, each with a result of its own.
/// A job belongs to no node; whichever has time takes the next batch, and a batch is done exactly once.
@NullMarked
package io.mandate.command.job;

import org.jspecify.annotations.NullMarked;
