package io.millrace.csv;

import io.millrace.core.event.Field;
import io.millrace.core.event.LongVector;
import io.millrace.core.number.TextParser;
import io.millrace.core.number.TimeFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Times. The usual form, {@code 2024-10-31 12:00:00} with or without a fraction of six digits, is read eight bytes at once,
 * and the day looked up where it is not that of the row before.
 */
final class TimeColumn extends FieldColumn {
    private static final int DAY_LENGTH = 10;
    private static final int LENGTH = 19;
    private static final int LENGTH_WITH_MICROS = 26;
    private static final long CLOCK = 0x3030_3a30_303a_3030L;
    /** Makes a digit above 9, or anything in place of a colon, reach the high bit. */
    private static final long CLOCK_EXCESS = 0x7676_7f76_767f_7676L;

    private static final long SECOND = 1_000_000;

    private final LongVector vector;
    private final List<TimeFormat> formats;
    private final TextParser parser = new TextParser();
    private long lastMonth;
    private int lastDay;
    private long midnight;

    TimeColumn(Field field, LongVector vector, List<TimeFormat> formats) {
        super(field, vector);
        this.vector = vector;
        this.formats = formats;
    }

    @Override
    void read(Block block, FieldTable table, int column, Syntax syntax, int at, BadFields problems) {
        byte[] bytes = block.bytes();
        int[] starts = table.starts;
        int[] ends = table.ends;
        int first = table.first(column);
        long[] values = vector.values();
        for (int row = 0; row < table.count; row++) {
            int start = starts[first + row];
            int length = ends[first + row] - start;
            long time = length == LENGTH || length == LENGTH_WITH_MICROS ? clock(bytes, start) : -1;
            if (time >= 0 && length == LENGTH_WITH_MICROS) {
                time = withMicros(bytes, start, time);
            }
            if (time >= 0 && isDay(bytes, start)) {
                values[at + row] = midnight + time;
            } else {
                readAny(block, table, column, syntax, row, at, problems);
            }
        }
    }

    /** Microseconds since midnight; negative where no such time stands there. */
    private static long clock(byte[] bytes, int start) {
        long digits = Words.at(bytes, start + DAY_LENGTH + 1) ^ CLOCK;
        byte between = bytes[start + DAY_LENGTH];
        if (((digits + CLOCK_EXCESS | digits) & Words.HIGHS) != 0 || between != ' ' && between != 'T') {
            return -1;
        }
        long tens = digits * 10 + (digits >>> 8);
        int hour = (int) tens & 0xff;
        int minute = (int) (tens >>> 24) & 0xff;
        int second = (int) (tens >>> 48) & 0xff;
        return hour > 23 || minute > 59 || second > 59 ? -1 : ((hour * 60L + minute) * 60 + second) * SECOND;
    }

    private static long withMicros(byte[] bytes, int start, long time) {
        long micros = Words.digits(Words.at(bytes, start + LENGTH + 1), 6);
        return bytes[start + LENGTH] != '.' || micros < 0 ? -1 : time + micros;
    }

    private boolean isDay(byte[] bytes, int start) {
        long month = Words.at(bytes, start);
        int day = bytes[start + 8] << 8 | bytes[start + 9];
        if (month == lastMonth && day == lastDay) {
            return true;
        }
        lastMonth = 0;
        if (parser.parseTimestamp(bytes, start, start + DAY_LENGTH) != null) {
            return false;
        }
        midnight = parser.longValue();
        lastMonth = month;
        lastDay = day;
        return true;
    }

    @Override
    @Nullable
    String value(byte[] bytes, int from, int to, int row) {
        String problem = parser.parseTimestamp(bytes, from, to);
        if (problem == null) {
            vector.set(row, parser.longValue());
            return null;
        }
        for (TimeFormat format : formats) {
            long time = format.parse(bytes, from, to);
            if (time != TimeFormat.NONE) {
                vector.set(row, time);
                return null;
            }
        }
        return formats.isEmpty() ? problem : problem + ", nor one written " + formatNames();
    }

    private String formatNames() {
        return formats.stream().map(TimeFormat::text).collect(Collectors.joining(" or "));
    }
}
