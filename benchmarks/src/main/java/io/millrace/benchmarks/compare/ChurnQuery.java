package io.millrace.benchmarks.compare;

import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.plan.Window;
import io.millrace.core.sql.DuckDbSql;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** The job as a query for DuckDB, once printed by Millrace and once written by hand. */
final class ChurnQuery {
    private ChurnQuery() {}

    /** As {@code millrace sql} prints it. */
    static String printed(Job job) {
        return DuckDbSql.of(job.plan(), files(job), Optional.empty()).strip();
    }

    /** The same of CSV files of which DuckDB is to find out how they are written, as one would have it read them. */
    static String detecting(Job job) {
        String files = job.files().stream().map(DuckDb::text).collect(Collectors.joining(", ", "[", "]"));
        return DuckDbSql.of(job.plan(), "read_csv(" + files + ")", Optional.empty())
                .strip();
    }

    /** As one would write it without a thought of nulls, infinities or overflow. */
    static String byHand(Job job) {
        FeaturePlan plan = job.plan();
        Window window = plan.span();
        return resource()
                .replace(":events", files(job))
                .replace(":middle", instant(window.middle()))
                .replace(":start", instant(window.start()))
                .replace(":end", instant(window.end()))
                .replace(":days", Double.toString(window.days()));
    }

    private static String files(Job job) {
        List<String> names = job.files().stream().map(Path::toString).toList();
        return job.isCsv() ? csv(job.files()) : DuckDbSql.parquet(names);
    }

    /** With all that DuckDB could have to find out told to it. */
    private static String csv(List<Path> files) {
        return files.stream().map(DuckDb::text).collect(Collectors.joining(", ", "read_csv([", "], "))
                + "auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"', columns = {"
                + "user_id: 'BIGINT', event_type: 'VARCHAR', \"timestamp\": 'TIMESTAMPTZ', device_type: 'VARCHAR', "
                + "plan_type: 'VARCHAR', duration_seconds: 'BIGINT', revenue: 'DOUBLE'})";
    }

    private static String instant(long micros) {
        return "timestamptz '" + Instant.EPOCH.plus(micros, ChronoUnit.MICROS) + "'";
    }

    private static String resource() {
        try (InputStream text = Objects.requireNonNull(ChurnQuery.class.getResourceAsStream("churn.sql"))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
