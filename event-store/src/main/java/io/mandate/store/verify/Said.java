package io.mandate.store.verify;

import io.mandate.store.merkle.Hash;
import io.mandate.store.proof.TenantCheckpoint;

/// What somebody said of a log, with a valid signature.
///
/// @param by where it was found, for people
/// @param epoch of the key that signed it
record Said(String by, int epoch, TenantCheckpoint checkpoint) {
    long size(Finding.Log log) {
        return log == Finding.Log.EVENTS ? checkpoint.size() : checkpoint.journalSize();
    }

    Hash root(Finding.Log log) {
        return log == Finding.Log.EVENTS ? checkpoint.root() : checkpoint.journalRoot();
    }
}
