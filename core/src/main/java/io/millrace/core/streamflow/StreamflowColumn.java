package io.millrace.core.streamflow;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Dictionary;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.Field;
import io.millrace.core.event.LongVector;
import io.millrace.core.event.TextVector;
import java.util.List;
import java.util.Locale;

/** The fourteen columns of an event: what they are called, and how rows become values. */
enum StreamflowColumn {
    USER_ID(DataType.INT64, false) {
        @Override
        void fill(ColumnVector vector, DayRows rows, long midnight) {
            long[] values = ((LongVector) vector).values();
            for (int row = 0; row < rows.count(); row++) {
                values[row] = rows.subscribers[row];
            }
        }
    },
    EVENT_TYPE(DataType.TEXT, false) {
        @Override
        void fill(ColumnVector vector, DayRows rows, long midnight) {
            fillCodes(vector, rows, Vocabulary.EVENT_TYPES, PackedEvent.TYPE);
        }
    },
    TIMESTAMP(DataType.TIMESTAMP, false) {
        @Override
        void fill(ColumnVector vector, DayRows rows, long midnight) {
            long[] values = ((LongVector) vector).values();
            for (int row = 0; row < rows.count(); row++) {
                values[row] = midnight + 1_000_000L * rows.seconds[row];
            }
        }
    },
    SESSION_ID(DataType.TEXT, false) {
        @Override
        void fill(ColumnVector vector, DayRows rows, long midnight) {
            SessionNames.fill((TextVector) vector, rows, midnight);
        }
    },
    DEVICE_TYPE(DataType.TEXT, false) {
        @Override
        void fill(ColumnVector vector, DayRows rows, long midnight) {
            fillCodes(vector, rows, Vocabulary.DEVICES, PackedEvent.DEVICE);
        }
    },
    CONTENT_ID(DataType.TEXT, true) {
        @Override
        void fill(ColumnVector vector, DayRows rows, long midnight) {
            fillCodes(vector, rows, Vocabulary.CONTENT_IDS, PackedEvent.CONTENT);
            for (int row = 0; row < rows.count(); row++) {
                if (!Vocabulary.hasContent(PackedEvent.TYPE.of(rows.packed[row]))) {
                    vector.setNull(row);
                }
            }
        }
    },
    DURATION_SECONDS(DataType.INT64, false) {
        @Override
        void fill(ColumnVector vector, DayRows rows, long midnight) {
            long[] values = ((LongVector) vector).values();
            for (int row = 0; row < rows.count(); row++) {
                values[row] = PackedEvent.DURATION.of(rows.packed[row]);
            }
        }
    },
    PAGE_URL(DataType.TEXT, false) {
        @Override
        void fill(ColumnVector vector, DayRows rows, long midnight) {
            TextVector texts = (TextVector) vector;
            texts.dictionary(Vocabulary.PAGE_URLS);
            for (int row = 0; row < rows.count(); row++) {
                long event = rows.packed[row];
                int content = PackedEvent.CONTENT.of(event);
                texts.set(row, Vocabulary.pageUrl(PackedEvent.TYPE.of(event), content, PackedEvent.PAGE.of(event)));
            }
        }
    },
    REFERRER(DataType.TEXT, true) {
        @Override
        void fill(ColumnVector vector, DayRows rows, long midnight) {
            fillCodesOrNull(vector, rows, Vocabulary.REFERRERS, PackedEvent.REFERRER);
        }
    },
    COUNTRY(DataType.TEXT, true) {
        @Override
        void fill(ColumnVector vector, DayRows rows, long midnight) {
            fillCodesOrNull(vector, rows, Vocabulary.COUNTRIES, PackedEvent.COUNTRY);
        }
    },
    PLAN_TYPE(DataType.TEXT, false) {
        @Override
        void fill(ColumnVector vector, DayRows rows, long midnight) {
            fillCodes(vector, rows, Vocabulary.PLANS, PackedEvent.PLAN);
        }
    },
    REVENUE(DataType.FLOAT64, false) {
        @Override
        void fill(ColumnVector vector, DayRows rows, long midnight) {
            double[] values = ((DoubleVector) vector).values();
            for (int row = 0; row < rows.count(); row++) {
                long event = rows.packed[row];
                boolean billed = PackedEvent.TYPE.of(event) == Vocabulary.BILLING_EVENT;
                values[row] = billed ? Vocabulary.price(PackedEvent.PRICE.of(event)) : 0;
            }
        }
    },
    ERROR_CODE(DataType.TEXT, true) {
        @Override
        void fill(ColumnVector vector, DayRows rows, long midnight) {
            fillCodesOrNull(vector, rows, Vocabulary.ERRORS, PackedEvent.ERROR);
        }
    },
    METADATA(DataType.TEXT, false) {
        @Override
        void fill(ColumnVector vector, DayRows rows, long midnight) {
            fillCodes(vector, rows, Vocabulary.METADATA, PackedEvent.METADATA);
        }
    };

    /** The columns of the case study, in its order; they need no details of events. */
    static final List<StreamflowColumn> CASE_STUDY =
            List.of(USER_ID, EVENT_TYPE, TIMESTAMP, DEVICE_TYPE, PLAN_TYPE, DURATION_SECONDS, REVENUE);

    /** Immutable, which the compiler cannot see. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final DataType type;

    private final boolean nullable;

    StreamflowColumn(DataType type, boolean nullable) {
        this.type = type;
        this.nullable = nullable;
    }

    Field field() {
        return new Field(name().toLowerCase(Locale.ROOT), type, nullable);
    }

    /**
     * Writes this column of the rows.
     *
     * @param midnight the day's first instant, in microseconds
     */
    abstract void fill(ColumnVector vector, DayRows rows, long midnight);

    private static void fillCodes(ColumnVector vector, DayRows rows, Dictionary dictionary, PackedEvent code) {
        TextVector texts = (TextVector) vector;
        texts.dictionary(dictionary);
        int[] codes = texts.codes();
        for (int row = 0; row < rows.count(); row++) {
            codes[row] = code.of(rows.packed[row]);
        }
    }

    private static void fillCodesOrNull(ColumnVector vector, DayRows rows, Dictionary dictionary, PackedEvent code) {
        fillCodes(vector, rows, dictionary, code);
        int[] codes = ((TextVector) vector).codes();
        for (int row = 0; row < rows.count(); row++) {
            if (codes[row] == code.none()) {
                vector.setNull(row);
                codes[row] = 0;
            }
        }
    }
}
