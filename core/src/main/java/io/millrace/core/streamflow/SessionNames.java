package io.millrace.core.streamflow;

import io.millrace.core.event.Dictionary;
import io.millrace.core.event.TextVector;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Names sessions: {@code s17-20241003-2} is the second of subscriber 17 on that day. */
final class SessionNames {
    private SessionNames() {}

    /** Gives runs of rows of the same session one entry in the vector's own dictionary, which is emptied before. */
    static void fill(TextVector vector, DayRows rows, long midnight) {
        Dictionary names = vector.dictionary();
        if (names.isDistinct()) {
            names = new Dictionary(false);
            vector.dictionary(names);
        }
        names.clear();
        byte[] name = new byte[32];
        byte[] day = dayInfix(midnight);
        int code = -1;
        for (int row = 0; row < rows.count(); row++) {
            int subscriber = rows.subscribers[row];
            int session = PackedEvent.SESSION.of(rows.packed[row]);
            boolean sameAsBefore = row > 0
                    && subscriber == rows.subscribers[row - 1]
                    && session == PackedEvent.SESSION.of(rows.packed[row - 1]);
            if (!sameAsBefore) {
                name[0] = 's';
                int end = putDigits(name, 1, subscriber);
                System.arraycopy(day, 0, name, end, day.length);
                end = putDigits(name, end + day.length, session);
                code = names.append(name, 0, end);
            }
            vector.set(row, code);
        }
    }

    private static byte[] dayInfix(long midnight) {
        LocalDate day = Instant.ofEpochSecond(midnight / 1_000_000)
                .atZone(ZoneOffset.UTC)
                .toLocalDate();
        return ("-" + DateTimeFormatter.BASIC_ISO_DATE.format(day) + "-").getBytes(StandardCharsets.US_ASCII);
    }

    /** Writes the decimal digits of a positive number and returns the place behind them. */
    private static int putDigits(byte[] target, int from, int number) {
        int end = from;
        for (int rest = number; rest > 0; rest /= 10) {
            end++;
        }
        int rest = number;
        for (int i = end - 1; i >= from; i--) {
            target[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return end;
    }
}
