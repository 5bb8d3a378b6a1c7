package io.mandate.store.note;

/// The text is no signed note, or no checkpoint. The message says what is wrong with it and does not repeat it.
public final class NotANoteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotANoteException(String why) {
        super(why);
    }
}
