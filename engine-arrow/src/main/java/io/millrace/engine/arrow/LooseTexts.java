package io.millrace.engine.arrow;

/** Texts, or keys, that are not looked up: each as a record of its own, as {@link TextRecordKey} lays it out. */
final class LooseTexts implements AutoCloseable {
    private final Chunks records;
    private final KeyBytes bytes;

    LooseTexts(StateMemory memory) {
        this.records = new Chunks(memory, SharedTexts.RECORD_BYTES);
        this.bytes = new KeyBytes(memory);
    }

    /** The address of a copy. */
    long add(byte[] source, int from, int length) {
        return record(bytes.add(source, from, length), length);
    }

    /** The address of a copy of bytes from an address. */
    long add(long source, int length) {
        return record(bytes.add(source, length), length);
    }

    private long record(long place, int length) {
        long record = records.address(records.add());
        TextRecordKey.set(record, place, length, 0);
        return record;
    }

    KeyBytes bytes() {
        return bytes;
    }

    long held() {
        return bytes.used() + (long) records.size() * SharedTexts.RECORD_BYTES;
    }

    /** Frees all; others may be added afterwards. */
    @Override
    public void close() {
        records.close();
        bytes.close();
    }
}
