package io.mandate.query.projection;

/// One complete set of read models, in a schema of its own. Readers pin one for each request; a rebuild
/// fills the next one beside it.
///
/// @param number 1, 2, 3, .., in the order in which they were made
public record Generation(int number) {
    /// The schema its tables are in.
    public String schema() {
        return "query_g" + number;
    }

    /// The name of a table of this generation, with its schema.
    public String table(Table<?> table) {
        return schema() + "." + table.name();
    }
}
