/// The catalog as a document: YAML or JSON read safely, checked against its schema and its own rules.
/// What comes out is valid as a whole; what was wrong is named with its place.
@NullMarked
package io.mandate.command.catalog.document;

import org.jspecify.annotations.NullMarked;
