package io.mandate.query.projection;

/// A projection could not fold an event. Its message names no content: it ends up in logs and in health.
final class ProjectionFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String projection;

    ProjectionFailedException(String projection, long seq, RuntimeException cause) {
        super("the projection " + projection + " failed at event " + seq, cause);
        this.projection = projection;
    }

    String projection() {
        return projection;
    }
}
