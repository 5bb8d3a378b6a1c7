/// Tests of replays on real PostgreSQL, with nodes that follow a real log.
/// Rules and pace are tested without any.
@NullMarked
package io.mandate.query.replay;

import org.jspecify.annotations.NullMarked;
