package io.mandate.query.projection;

/// A JSON text, stored as `jsonb`.
///
/// @param text valid JSON; what PostgreSQL cannot read parks the tenant
public record Json(String text) {
    @Override
    public String toString() {
        return text;
    }
}
