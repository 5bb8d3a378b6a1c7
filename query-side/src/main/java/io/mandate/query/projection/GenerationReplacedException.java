package io.mandate.query.projection;

/// The generation that was to be written is not the one that is read any more: whoever leads goes on with that one.
final class GenerationReplacedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GenerationReplacedException(Generation replaced) {
        super(replaced + " is not read any more");
    }
}
