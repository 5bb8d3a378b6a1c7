package io.mandate.acceptance;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// A text many times over, made while it is read.
final class RepeatedText extends InputStream {
    private final byte[] text;
    private final long end;
    private final long place;
    private final Runnable atThatPlace;
    private long given;
    private boolean told;

    /// @param atThatPlace is run once, when so many bytes were given
    RepeatedText(String text, long times, long place, Runnable atThatPlace) {
        this.text = text.getBytes(StandardCharsets.UTF_8);
        this.end = this.text.length * times;
        this.place = place;
        this.atThatPlace = atThatPlace;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) {
        if (given == end) {
            return -1;
        }
        int at = (int) (given % text.length);
        int many = Math.min(length, text.length - at);
        System.arraycopy(text, at, to, offset, many);
        given += many;
        if (!told && given >= place) {
            told = true;
            atThatPlace.run();
        }
        return many;
    }
}
