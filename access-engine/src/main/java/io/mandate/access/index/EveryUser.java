package io.mandate.access.index;

import io.mandate.access.user.Subject;
import java.util.Iterator;
import java.util.NoSuchElementException;

/// Walks over the users there were at a position.
final class EveryUser implements Iterator<Subject> {
    private final Users users;
    private final long seq;
    private int number = -1;
    private int row = -1;

    EveryUser(Users users, long seq) {
        this.users = users;
        this.seq = seq;
        advance();
    }

    private void advance() {
        row = -1;
        while (row < 0 && ++number < users.size()) {
            row = users.rowOf(number, seq);
        }
    }

    @Override
    public boolean hasNext() {
        return row >= 0;
    }

    @Override
    public Subject next() {
        if (row < 0) {
            throw new NoSuchElementException();
        }
        Subject subject = users.subject(users.id(number), row);
        advance();
        return subject;
    }
}
