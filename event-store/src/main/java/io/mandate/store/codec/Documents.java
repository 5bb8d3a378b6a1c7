package io.mandate.store.codec;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;

/// Many small JSON documents, read by one parser as if they were one text: making and closing one for each takes a good
/// part of the time of reading them. For one thread.
final class Documents {
    private @Nullable Open open;

    /// What [#read] takes: it sees itself that nothing follows a document, which to the parser is the next one.
    static ObjectReader reader(ObjectReader reader) {
        return reader.without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    /// What that document says, all of it and nothing more; refused as the reader refuses it.
    <T> T read(Class<T> type, ObjectReader reader, byte[] document) {
        Open reading = open;
        // What is refused leaves the parser somewhere inside of it: the next document begins with another.
        open = null;
        if (reading == null) {
            Fed bytes = new Fed(document);
            reading = new Open(bytes, reader.createParser(bytes));
        } else {
            reading.bytes().feed(document);
        }
        T value = type.cast(reader.readValue(reading.parser()));
        if (value == null || !reading.isAtEnd()) {
            throw new UnreadablePayloadException("it is null, or something follows its end");
        }
        open = reading;
        return value;
    }

    private record Open(Fed bytes, JsonParser parser) {
        boolean isAtEnd() {
            return parser.currentLocation().getByteOffset() == bytes.fed;
        }
    }

    /// The bytes of the document that is read. Asked for more it says that there is no more, which is how a
    /// document that was cut off is refused.
    private static final class Fed extends InputStream {
        private byte[] document;
        private int at;
        private long fed;

        Fed(byte[] first) {
            document = first;
            fed = first.length;
        }

        void feed(byte[] next) {
            document = next;
            at = 0;
            fed += next.length;
        }

        @Override
        public int read() {
            return at < document.length ? document[at++] & 0xff : -1;
        }

        @Override
        public int read(byte[] into, int from, int most) {
            int length = Math.min(most, document.length - at);
            if (length == 0) {
                return -1;
            }
            System.arraycopy(document, at, into, from, length);
            at += length;
            return length;
        }
    }
}
