package io.mandate.command.catalog.document;

/// Something that is wrong with a catalog document.
///
/// @param place a JSON pointer into the document, empty for the document as a whole; or the line where it cannot be
///     read at all
/// @param rule what would be right
public record Complaint(String place, String rule) {
    @Override
    public String toString() {
        return place.isEmpty() ? rule : place + ": " + rule;
    }
}
