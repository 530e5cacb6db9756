package io.millrace.csv;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Turns fields that are a word for null into empty ones, which are null. */
final class NullWords {
    private final byte[][] words;

    NullWords(List<String> words) {
        this.words = words.stream()
                .map(word -> word.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }

    void apply(Block block, FieldTable table) {
        if (words.length == 0) {
            return;
        }
        for (int column = 0; column < table.columns(); column++) {
            int first = table.first(column);
            for (int at = first; at < first + table.count; at++) {
                int start = table.starts[at];
                if (table.ends[at] < FieldTable.QUOTED && isWord(block.bytes(), start, table.ends[at])) {
                    table.ends[at] = start;
                }
            }
        }
    }

    private boolean isWord(byte[] bytes, int from, int to) {
        for (byte[] word : words) {
            if (word.length == to - from && Arrays.equals(word, 0, word.length, bytes, from, to)) {
                return true;
            }
        }
        return false;
    }
}
