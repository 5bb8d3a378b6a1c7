/// Taking the logs of tenants out of a store as files, and into a store from them, on the command line.
/// It works beside a running server where nothing is in the way, and without one.
@NullMarked
package io.mandate.server.export;

import org.jspecify.annotations.NullMarked;
