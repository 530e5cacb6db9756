package io.millrace.parquet.page;

/** The codes of a page whose values stand in a dictionary; none is beyond the dictionary's end. */
final class Codes {
    private final HybridReader reader = new HybridReader();
    private boolean empty;
    private int entries;

    void start(byte[] bytes, int from, int to, int dictionaryEntries) {
        entries = dictionaryEntries;
        empty = from == to;
        if (!empty) {
            reader.start(bytes, from + 1, to, bytes[from]);
        }
    }

    void read(int[] target, int at, int count) {
        if (count == 0) {
            return;
        }
        if (empty) {
            throw new Damage("it has no codes");
        }
        reader.read(target, at, count);
        if (reader.width() == Integer.SIZE || 1L << reader.width() > entries) {
            check(target, at, count);
        }
    }

    private void check(int[] target, int at, int count) {
        int most = 0;
        int least = 0;
        for (int i = at; i < at + count; i++) {
            most = Math.max(most, target[i]);
            least = Math.min(least, target[i]);
        }
        if (least < 0 || most >= entries) {
            throw new Damage("its code " + Integer.toUnsignedString(least < 0 ? least : most)
                    + " is beyond its dictionary of " + entries + " entries");
        }
    }
}
