package io.millrace.core.port;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of the entities, chosen by a hash of the key that depends on nothing else: every run, on any machine and from
 * any format, takes the same ones, and a larger share contains a smaller one.
 *
 * @param share in (0, 1]
 */
public record Sample(double share) {
    /** All entities. */
    public static final Sample ALL = new Sample(1);

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,20}(?:\\.[0-9]{1,20})?)\\s*(%?)");
    private static final long SEED = 0x9e3779b97f4a7c15L;

    public Sample {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("a sample is more than nothing and at most everything, not " + share);
        }
    }

    /**
     * Reads {@code 1%} or {@code 0.01}.
     *
     * @throws IllegalArgumentException with what is wrong
     */
    public static Sample parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no share; write for example 1% or 0.01");
        }
        double number = Double.parseDouble(matcher.group(1));
        double share = matcher.group(2).isEmpty() ? number : number / 100;
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("\"" + text + "\" is no share; it must be above 0 and at most 100%");
        }
        return new Sample(share);
    }

    public boolean isAll() {
        return share == 1;
    }

    /** Whether the entity of that key is taken. */
    public boolean takes(long keyHash) {
        return (keyHash >>> 11) * 0x1p-53 < share;
    }

    /** What the hash of a key begins with; one column after the other is added to it. */
    public static long start() {
        return SEED;
    }

    /** The hash with an integer column added. */
    public static long add(long hash, long value) {
        return mix(hash ^ mix(value + SEED));
    }

    /** The hash with a text column added: FNV-1a over its UTF-8 bytes, then mixed. */
    public static long add(long hash, byte[] source, int from, int length) {
        long text = 0xcbf29ce484222325L;
        for (int i = from; i < from + length; i++) {
            text = (text ^ source[i] & 0xff) * 0x100000001b3L;
        }
        return mix(hash ^ mix(text));
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). */
    private static long mix(long value) {
        long mixed = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }
}
