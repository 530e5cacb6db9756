package io.millrace.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;

/** Files of events by DuckDB: snappy, every column nullable, dictionaries where they pay, one row group. */
final class DuckDbFiles {
    /** DuckDB declares a column that it knows to hold no null as required; it cannot know that of these. */
    private static final String NULLABLE = """
            select nullif(user_id, -1) as user_id,
              nullif(event_type, chr(1)) as event_type,
              nullif("timestamp", timestamptz '1900-01-01 00:00:00Z') as "timestamp",
              nullif(device_type, chr(1)) as device_type,
              nullif(plan_type, chr(1)) as plan_type,
              nullif(duration_seconds, -1) as duration_seconds,
              nullif(revenue, -1) as revenue
            from\s""";

    private static final String FEW_EVENTS = """
            (select u as user_id,
              ['page_view', 'video_start', 'video_complete', 'search', 'support_ticket'][1 + h // 7 %% 5] as event_type,
              timestamptz '%s' + to_microseconds(h // 11 %% 86400000000) as "timestamp",
              ['mobile', 'desktop', 'tablet', 'smart_tv'][1 + h // 13 %% 4] as device_type,
              ['basic', 'standard', 'premium'][1 + u %% 3] as plan_type,
              h // 17 %% 3600 as duration_seconds,
              case when h // 19 %% 20 = 0 then 9.99e0 else 0e0 end as revenue
            from (select u, (hash(u, k, %d) >> 2)::bigint as h
              from range(1, %d + 1) as users(u), range(0, 3) as events(k)
              where k <= u %% 3)
            where h %% %d = %d
            order by h)""";

    private DuckDbFiles() {}

    /** Replaces a file of simulated events; the order of its rows stays. */
    static Path rewrite(Path file) throws IOException, SQLException {
        Path copy = file.resolveSibling(file.getFileName() + ".copy");
        write("read_parquet(" + DuckDb.text(file) + ")", copy);
        return Files.move(copy, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * The events of one day, where each user has one to three in all.
     *
     * @param day from 0
     */
    static Path manyUsers(Dataset dataset, int day, Path folder) throws SQLException {
        Path file = folder.resolve("events_" + dataset.day(day) + ".parquet");
        String start = dataset.day(day).atStartOfDay().toInstant(ZoneOffset.UTC).toString();
        write(FEW_EVENTS.formatted(start, dataset.seed(), dataset.users(), dataset.days(), day), file);
        return file;
    }

    private static void write(String relation, Path file) throws SQLException {
        try (Connection connection = DuckDb.connect(1);
                Statement statement = connection.createStatement()) {
            statement.execute("copy (" + NULLABLE + relation + ") to " + DuckDb.text(file)
                    + " (format parquet, compression snappy, row_group_size 1000000000)");
        }
    }
}
