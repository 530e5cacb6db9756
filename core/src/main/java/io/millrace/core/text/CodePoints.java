package io.millrace.core.text;

/** Code points of UTF-8 bytes: every byte but those that continue one begins one. */
public final class CodePoints {
    private CodePoints() {}

    /** Whether the byte continues a code point that began before it. */
    static boolean continues(byte utf8) {
        return (utf8 & 0xc0) == 0x80;
    }

    /** How many code points begin from {@code from} to before {@code to}. */
    public static int count(byte[] utf8, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += continues(utf8[i]) ? 0 : 1;
        }
        return count;
    }

    /** The place after so many code points; {@code to} where there are fewer. */
    public static int skip(byte[] utf8, int from, int to, long count) {
        int place = from;
        for (long left = count; left > 0 && place < to; left--) {
            place = next(utf8, place, to);
        }
        return place;
    }

    /** The place after the code point that begins there. */
    static int next(byte[] utf8, int place, int to) {
        int after = place + 1;
        while (after < to && continues(utf8[after])) {
            after++;
        }
        return after;
    }

    /** Where the code point begins that ends before that place. */
    static int previous(byte[] utf8, int from, int place) {
        int before = place - 1;
        while (before > from && continues(utf8[before])) {
            before--;
        }
        return before;
    }
}
