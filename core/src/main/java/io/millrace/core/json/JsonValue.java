package io.millrace.core.json;

import io.millrace.core.json.JsonPath.Element;
import io.millrace.core.json.JsonPath.Member;
import io.millrace.core.json.JsonPath.Step;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the value at a path of JSON texts (RFC 8259), reading each text once and building nothing.
 *
 * <p>The whole text is checked: there is a value only where all of it is JSON, nested at most {@value #MOST_NESTING}
 * deep. Where names stand twice in an object, the first counts. Not for use by several threads.
 */
public final class JsonValue {
    /** How deep objects and arrays may stand in each other. */
    public static final int MOST_NESTING = 1024;

    private final List<Step> steps;
    private final byte[][] names;
    private final JsonTokens tokens = new JsonTokens();
    private final long[] objects = new long[MOST_NESTING / Long.SIZE];
    private int depth;

    /** Whether nothing stands yet in the innermost object or array. */
    private boolean empty;

    /** How many steps were gone: the container of that depth is the one that the next step leads into. */
    private int gone;

    /** Whether it is known what stands at the path. */
    private boolean decided;

    private int elements;
    private boolean found;
    private boolean string;
    private int foundFrom;
    private int foundTo;
    private byte[] bytes = new byte[0];
    private int offset;
    private int length;

    public JsonValue(JsonPath path) {
        this.steps = path.steps();
        this.names = new byte[steps.size()][];
        Arrays.setAll(
                names,
                i -> steps.get(i) instanceof Member member
                        ? member.name().getBytes(StandardCharsets.UTF_8)
                        : new byte[0]);
    }

    /**
     * Whether the text is JSON and a string, a number or a truth value stands at the path: strings without quotes and
     * escapes, all else as written. It is kept in {@link #bytes} until the next call.
     */
    public boolean find(byte[] utf8, int from, int to) {
        tokens.start(utf8, from, to);
        depth = 0;
        gone = 0;
        decided = false;
        found = false;
        if (!readAll() || !found) {
            return false;
        }
        bytes = utf8;
        offset = foundFrom;
        length = foundTo - foundFrom;
        if (string) {
            bytes = tokens.plain(foundFrom, foundTo);
            offset = tokens.plainFrom();
            length = tokens.plainLength();
        }
        return true;
    }

    /** What holds the value: {@link #length} bytes of UTF-8 from {@link #offset}. */
    public byte[] bytes() {
        return bytes;
    }

    public int offset() {
        return offset;
    }

    public int length() {
        return length;
    }

    private boolean readAll() {
        boolean good = value(true);
        while (good && depth > 0) {
            good = next();
        }
        return good && tokens.atEnd();
    }

    /** Reads what comes next in the innermost object or array: an entry or its end. */
    private boolean next() {
        boolean object = (objects[depth - 1 >>> 6] >>> depth - 1 & 1) != 0;
        if (tokens.skip(object ? '}' : ']')) {
            depth--;
            empty = false;
            decided |= depth == gone;
            return true;
        }
        if (!empty && !tokens.skip(',')) {
            return false;
        }
        empty = false;
        boolean followed = !decided && depth == gone + 1;
        boolean here;
        if (object) {
            if (!tokens.string()) {
                return false;
            }
            here = followed && isWanted();
            if (!tokens.skip(':')) {
                return false;
            }
        } else {
            here = followed && steps.get(gone) instanceof Element element && element.place() == elements++;
        }
        gone += here ? 1 : 0;
        return value(here);
    }

    private boolean isWanted() {
        if (!(steps.get(gone) instanceof Member)) {
            return false;
        }
        byte[] name = tokens.plain(tokens.tokenFrom(), tokens.tokenTo());
        int start = tokens.plainFrom();
        byte[] wanted = names[gone];
        return Arrays.equals(name, start, start + tokens.plainLength(), wanted, 0, wanted.length);
    }

    /**
     * Reads a value, of an object or array only its beginning.
     *
     * @param here whether the steps that were gone lead to it
     */
    private boolean value(boolean here) {
        boolean object = tokens.skip('{');
        if (object || tokens.skip('[')) {
            decided |= here && gone == steps.size();
            elements = here ? 0 : elements;
            return open(object);
        }
        if (!tokens.scalar()) {
            return false;
        }
        if (here) {
            decided = true;
            found = gone == steps.size() && !tokens.isNull();
            string = tokens.isString();
            foundFrom = tokens.tokenFrom();
            foundTo = tokens.tokenTo();
        }
        return true;
    }

    private boolean open(boolean object) {
        if (depth == MOST_NESTING) {
            return false;
        }
        long bit = 1L << depth;
        objects[depth >>> 6] = object ? objects[depth >>> 6] | bit : objects[depth >>> 6] & ~bit;
        depth++;
        empty = true;
        return true;
    }
}
