package io.millrace.parquet.page;

import io.millrace.parquet.UuidText;
import java.util.Arrays;

/** UUIDs as the text that they are to events. */
final class UuidValues extends BinaryValues {
    private final BinaryValues stored;

    UuidValues(BinaryValues stored) {
        this.stored = stored;
    }

    @Override
    void start(byte[] source, int from, int to) {
        stored.start(source, from, to);
    }

    @Override
    void next() {
        stored.next();
        if (stored.length != UuidText.BYTES) {
            throw new Damage("a UUID is " + stored.length + " bytes long");
        }
        bytes = UuidText.utf8(Arrays.copyOfRange(stored.bytes, stored.offset, stored.offset + UuidText.BYTES));
        offset = 0;
        length = bytes.length;
    }
}
