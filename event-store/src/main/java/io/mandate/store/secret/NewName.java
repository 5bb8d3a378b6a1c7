package io.mandate.store.secret;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Gives a file that is whole its name, which nobody may have taken before.
public final class NewName {
    private NewName() {}

    /// Names the draft, which may be gone then or not. Refused with [FileAlreadyExistsException] where
    /// there is such a file. Two at the same moment are told apart by a link; where the file system
    /// has none, only one after the other.
    public static void give(Path draft, Path file) throws IOException {
        try {
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException withoutLinks) {
            Files.move(draft, file);
        }
    }
}
