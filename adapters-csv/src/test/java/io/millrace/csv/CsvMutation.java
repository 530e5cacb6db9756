package io.millrace.csv;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Changes the text of a sound CSV file at random, or the bytes of one that is compressed. */
final class CsvMutation {
    private static final byte[][] PIECES = {
        bytes("\""),
        bytes("\"\""),
        bytes(","),
        bytes("\n"),
        bytes("\r"),
        bytes("\r\n"),
        bytes(",\""),
        bytes("\"\n"),
        bytes("'"),
        bytes("\\"),
        bytes("-"),
        bytes("é"),
        bytes("é"),
        bytes("x"),
        bytes("7"),
        bytes("0"),
        bytes(" "),
        bytes("1,k1,1.5,2024-10-11,n\n"),
        bytes("1,k1,1.5,2024-10-11,\"n\n\"\r\n"),
        bytes("nan"),
        bytes("1e400"),
        bytes("99999999999999999999"),
        bytes("2024-02-30"),
        {0},
        {0, 0, 0, 0, 0, 0, 0, 0},
        {(byte) 0xef, (byte) 0xbb, (byte) 0xbf},
        {(byte) 0xff},
        {(byte) 0xc0, (byte) 0xaf},
        {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
        {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
        {(byte) 0xe2, (byte) 0x80},
        {0x1f, (byte) 0x8b},
        {0x1a},
        {0x7f, 0x1b}
    };

    private final Random random;

    CsvMutation(Random random) {
        this.random = random;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A changed text. */
    byte[] ofText(byte[] sound) {
        byte[] changed = sound;
        for (int change = random.nextInt(10) < 7 ? 1 : 1 + random.nextInt(4); change > 0; change--) {
            changed = changed.length == 0 ? changed : changedOnce(changed);
        }
        return changed;
    }

    private byte[] changedOnce(byte[] text) {
        int place = random.nextInt(text.length);
        return switch (random.nextInt(10)) {
            case 0 -> flipped(text);
            case 1 -> Arrays.copyOf(text, place);
            case 2, 3, 4 -> replaced(text, place, 0, PIECES[random.nextInt(PIECES.length)]);
            case 5 ->
                replaced(
                        text,
                        place,
                        Math.min(text.length - place, 1 + random.nextInt(4)),
                        PIECES[random.nextInt(PIECES.length)]);
            case 6 -> withoutOne(text, "\",\n\r".charAt(random.nextInt(4)), place);
            case 7 -> fields(text, place);
            case 8 -> spliced(text);
            default -> replaced(text, place, 0, repeated());
        };
    }

    private byte[] flipped(byte[] text) {
        byte[] changed = text.clone();
        changed[random.nextInt(text.length)] ^= (byte) (1 << random.nextInt(8));
        return changed;
    }

    private byte[] repeated() {
        byte[] piece = PIECES[random.nextInt(PIECES.length)];
        byte[] many = new byte[0];
        for (int i = random.nextInt(300); i >= 0; i--) {
            many = replaced(many, many.length, 0, piece);
        }
        return many;
    }

    private static byte[] withoutOne(byte[] text, char what, int from) {
        for (int place = from; place < text.length; place++) {
            if (text[place] == what) {
                return replaced(text, place, 1, new byte[0]);
            }
        }
        return text;
    }

    /** A line whose fields are swapped, doubled, or one fewer. */
    private byte[] fields(byte[] text, int on) {
        int from = on;
        while (from > 0 && text[from - 1] != '\n') {
            from--;
        }
        int to = on;
        while (to < text.length && text[to] != '\n') {
            to++;
        }
        String line = new String(text, from, to - from, StandardCharsets.ISO_8859_1);
        List<String> fields = new ArrayList<>(Arrays.asList(line.split(",", -1)));
        int field = random.nextInt(fields.size());
        switch (random.nextInt(3)) {
            case 0 -> fields.add(random.nextInt(fields.size()), fields.remove(field));
            case 1 -> fields.add(field, fields.get(field));
            default -> fields.remove(field);
        }
        return replaced(text, from, to - from, String.join(",", fields).getBytes(StandardCharsets.ISO_8859_1));
    }

    private byte[] spliced(byte[] text) {
        int length = Math.min(text.length, 1 + random.nextInt(64));
        int from = random.nextInt(text.length - length + 1);
        return replaced(text, random.nextInt(text.length), 0, Arrays.copyOfRange(text, from, from + length));
    }

    private static byte[] replaced(byte[] text, int place, int length, byte[] piece) {
        byte[] changed = new byte[text.length - length + piece.length];
        System.arraycopy(text, 0, changed, 0, place);
        System.arraycopy(piece, 0, changed, place, piece.length);
        System.arraycopy(text, place + length, changed, place + piece.length, text.length - place - length);
        return changed;
    }

    /** A changed file that is compressed: bits, bytes, its end, or a part of it twice. */
    byte[] ofPacked(byte[] sound) {
        return switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(sound, random.nextInt(sound.length));
            case 1 -> spliced(sound);
            case 2 -> replaced(sound, sound.length, 0, PIECES[random.nextInt(PIECES.length)]);
            case 3 -> {
                byte[] changed = sound.clone();
                // headers are small, and most of what they say is there
                changed[random.nextInt(Math.min(20, sound.length))] = (byte) random.nextInt();
                yield changed;
            }
            case 4 -> {
                int place = random.nextInt(sound.length);
                yield replaced(sound, place, Math.min(sound.length - place, 1 + random.nextInt(40)), new byte[0]);
            }
            default -> flipped(sound);
        };
    }
}
