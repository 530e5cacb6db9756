package io.millrace.parquet;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.parquet.format.ColumnMetaData;
import org.jspecify.annotations.Nullable;

/** A fault of parquet-mr before 1.2.9: the sizes of its columns leave out the headers of their dictionaries. */
final class OldWriters {
    private static final Pattern NAME = Pattern.compile("parquet-mr(?: version (\\d+)\\.(\\d+)(?:\\.(\\d+))?.*)?");
    private static final int MOST_HEADER_BYTES = 100;

    private OldWriters() {}

    /** The column as it is, or with room for such a header within a file of that many bytes. */
    static ColumnMetaData corrected(@Nullable String createdBy, ColumnMetaData chunk, long start, long bytes) {
        if (createdBy == null || !leavesOutHeaders(createdBy)) {
            return chunk;
        }
        long room = bytes - (start + chunk.getTotal_compressed_size());
        return chunk.deepCopy()
                .setTotal_compressed_size(
                        chunk.getTotal_compressed_size() + Math.max(0, Math.min(MOST_HEADER_BYTES, room)));
    }

    private static boolean leavesOutHeaders(String createdBy) {
        Matcher writer = NAME.matcher(createdBy);
        if (!writer.matches()) {
            return false;
        }
        if (writer.group(1) == null) {
            return true;
        }
        int patch = writer.group(3) == null ? 0 : number(writer.group(3));
        return number(writer.group(1)) * 1_000_000 + number(writer.group(2)) * 1_000 + patch < 1_002_009;
    }

    private static int number(String digits) {
        return digits.length() > 3 ? 999 : Integer.parseInt(digits);
    }
}
