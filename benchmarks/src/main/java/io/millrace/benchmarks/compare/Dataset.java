package io.millrace.benchmarks.compare;

import io.millrace.core.streamflow.SimulatorSettings;
import io.millrace.core.streamflow.SimulatorSettings.Order;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * Events to make: a file per day.
 *
 * @param users how many there are at most; not all of them have events
 * @param days from 2024-10-01
 */
record Dataset(Kind kind, int users, int days, long seed, Order order) {
    private static final LocalDate START = LocalDate.of(2024, 10, 1);

    /** Who writes the files, and of what. */
    enum Kind {
        /** The simulator's events, rewritten by DuckDB: snappy, nullable columns, dictionaries, one row group. */
        SNAPPY,
        /** The simulator's events, as {@code millrace generate} writes them. */
        MILLRACE,
        /** The simulator's events as CSV. */
        CSV,
        /** The same, compressed by gzip. */
        CSV_GZIP,
        /** The same, compressed by Zstandard. */
        CSV_ZSTD,
        /** One to three events of each user, by DuckDB as {@link #SNAPPY}; in no order within a day. */
        MANY_USERS;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** What the names of its files end with. */
        String ending() {
            return switch (this) {
                case SNAPPY, MILLRACE, MANY_USERS -> ".parquet";
                case CSV -> ".csv";
                case CSV_GZIP -> ".csv.gz";
                case CSV_ZSTD -> ".csv.zst";
            };
        }
    }

    SimulatorSettings settings() {
        return SimulatorSettings.of(users, days, seed).withStart(START).withOrder(order);
    }

    /** The end of the last day. */
    Instant asOf() {
        return START.plusDays(days).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    LocalDate day(int number) {
        return START.plusDays(number);
    }

    /** The name of its folder. */
    String name() {
        String rows = kind == Kind.MANY_USERS ? "" : "-by-" + order.name().toLowerCase(Locale.ROOT);
        return kind + "-" + users + "-users-" + days + "-days-seed-" + seed + rows;
    }
}
