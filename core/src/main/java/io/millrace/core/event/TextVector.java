package io.millrace.core.event;

/** Text as codes into a {@link Dictionary}. */
public final class TextVector extends ColumnVector {
    private final int[] codes;
    private Dictionary dictionary = new Dictionary(true);

    public TextVector(int capacity) {
        super(capacity);
        this.codes = new int[capacity];
    }

    /** The backing array; codes of null rows are unspecified. */
    public int[] codes() {
        return codes;
    }

    public int code(int row) {
        return codes[row];
    }

    public void set(int row, int code) {
        codes[row] = code;
    }

    public Dictionary dictionary() {
        return dictionary;
    }

    /** Replaces the dictionary; the codes are the caller's to set. */
    public void dictionary(Dictionary replacement) {
        this.dictionary = replacement;
    }

    /** The row's text; for messages and tests, not for loops over rows. */
    public String text(int row) {
        return dictionary.text(codes[row]);
    }
}
