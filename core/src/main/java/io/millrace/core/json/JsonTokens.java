package io.millrace.core.json;

import java.nio.charset.StandardCharsets;

/** The tokens of a JSON text. */
final class JsonTokens {
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private byte[] source = new byte[0];
    private int place;
    private int end;
    private int tokenFrom;
    private int tokenTo;
    private boolean isString;
    private boolean isNull;
    private byte[] plain = new byte[64];
    private int plainFrom;
    private int plainLength;

    void start(byte[] utf8, int from, int to) {
        source = utf8;
        place = from;
        end = to;
    }

    /** Where the last string (without its quotes) or other scalar begins. */
    int tokenFrom() {
        return tokenFrom;
    }

    int tokenTo() {
        return tokenTo;
    }

    boolean isString() {
        return isString;
    }

    boolean isNull() {
        return isNull;
    }

    boolean atEnd() {
        skipSpace();
        return place == end;
    }

    /** Whether that character comes next; it is passed over then. */
    boolean skip(char expected) {
        skipSpace();
        boolean there = place < end && source[place] == expected;
        place += there ? 1 : 0;
        return there;
    }

    private void skipSpace() {
        while (place < end && isSpace(source[place])) {
            place++;
        }
    }

    private static boolean isSpace(byte next) {
        return next == ' ' || next == '\n' || next == '\r' || next == '\t';
    }

    /** Whether a string, a number, a truth value or null comes next; it is the token then. */
    boolean scalar() {
        skipSpace();
        isNull = false;
        if (place == end) {
            return false;
        }
        if (source[place] == '"') {
            return string();
        }
        isString = false;
        tokenFrom = place;
        isNull = word(NULL);
        boolean good = isNull || word(TRUE) || word(FALSE) || number();
        tokenTo = place;
        return good;
    }

    private boolean word(byte[] word) {
        for (int i = 0; i < word.length; i++) {
            if (place + i >= end || source[place + i] != word[i]) {
                return false;
            }
        }
        place += word.length;
        return true;
    }

    private boolean number() {
        place += isNext('-') ? 1 : 0;
        boolean good = isNext('0') ? digits(1) : digits(Integer.MAX_VALUE);
        if (good && isNext('.')) {
            place++;
            good = digits(Integer.MAX_VALUE);
        }
        if (good && (isNext('e') || isNext('E'))) {
            place++;
            place += isNext('+') || isNext('-') ? 1 : 0;
            good = digits(Integer.MAX_VALUE);
        }
        return good;
    }

    private boolean isNext(char expected) {
        return place < end && source[place] == expected;
    }

    /** Passes over digits, at least one. */
    private boolean digits(int most) {
        int from = place;
        while (place < end && place - from < most && source[place] >= '0' && source[place] <= '9') {
            place++;
        }
        return place > from;
    }

    /** Whether a string comes next; it is the token then. */
    boolean string() {
        skipSpace();
        if (!isNext('"')) {
            return false;
        }
        isString = true;
        tokenFrom = ++place;
        while (place < end && source[place] != '"') {
            byte next = source[place++];
            if (next >= 0 && next < ' ' || next == '\\' && !escape()) {
                return false;
            }
        }
        tokenTo = place;
        return place++ < end;
    }

    /** Passes over what follows a {@code \}; surrogates must come in pairs, because no other text has them. */
    private boolean escape() {
        if (place == end) {
            return false;
        }
        byte kind = source[place++];
        if (kind != 'u') {
            return "\"\\/bfnrt".indexOf(kind) >= 0;
        }
        int unit = unit(place);
        place += 4;
        if (unit < 0 || Character.isLowSurrogate((char) unit)) {
            return false;
        }
        if (!Character.isHighSurrogate((char) unit)) {
            return true;
        }
        boolean pair = place + 1 < end && source[place] == '\\' && source[place + 1] == 'u';
        int low = pair ? unit(place + 2) : -1;
        place += 6;
        return low >= 0 && Character.isLowSurrogate((char) low);
    }

    /** The number of four hexadecimal digits, -1 where there are not as many. */
    private int unit(int at) {
        int unit = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = i < end && source[i] > 0 ? Character.digit(source[i], 16) : -1;
            if (digit < 0) {
                return -1;
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }

    /** What a string stands for: {@link #plainLength} bytes from {@link #plainFrom} on, in the source if it has no escapes. */
    byte[] plain(int from, int to) {
        int first = from;
        while (first < to && source[first] != '\\') {
            first++;
        }
        plainFrom = from;
        plainLength = to - from;
        if (first == to) {
            return source;
        }
        plainFrom = 0;
        if (plain.length < to - from) {
            plain = new byte[Math.max(to - from, 2 * plain.length)];
        }
        System.arraycopy(source, from, plain, 0, first - from);
        plainLength = first - from;
        for (int i = first; i < to; i++) {
            i = source[i] == '\\' ? unescape(i + 1) : copy(i);
        }
        return plain;
    }

    int plainFrom() {
        return plainFrom;
    }

    int plainLength() {
        return plainLength;
    }

    private int copy(int at) {
        plain[plainLength++] = source[at];
        return at;
    }

    /** Writes what the escape stands for; returns the place of its last byte. */
    private int unescape(int at) {
        if (source[at] != 'u') {
            int kind = "bfnrt".indexOf(source[at]);
            plain[plainLength++] = kind < 0 ? source[at] : (byte) "\b\f\n\r\t".charAt(kind);
            return at;
        }
        int unit = unit(at + 1);
        boolean pair = Character.isHighSurrogate((char) unit);
        write(pair ? Character.toCodePoint((char) unit, (char) unit(at + 7)) : unit);
        return pair ? at + 10 : at + 4;
    }

    private void write(int codePoint) {
        if (codePoint < 0x80) {
            plain[plainLength++] = (byte) codePoint;
            return;
        }
        int continued = codePoint < 0x800 ? 1 : codePoint < 0x10000 ? 2 : 3;
        int mark = continued == 1 ? 0xc0 : continued == 2 ? 0xe0 : 0xf0;
        plain[plainLength++] = (byte) (mark | codePoint >> 6 * continued);
        for (int i = continued - 1; i >= 0; i--) {
            plain[plainLength++] = (byte) (0x80 | codePoint >> 6 * i & 0x3f);
        }
    }
}
