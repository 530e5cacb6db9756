package io.millrace.cli;

import io.millrace.core.feature.TimeList;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The value of {@code --as-of}: one time or several. */
record AsOfTimes(List<Instant> times) {
    AsOfTimes {
        times = List.copyOf(times);
    }

    /** As written by hand, for the JVM takes its time to make the text of a record; and picocli asks for it. */
    @Override
    public String toString() {
        return times.toString();
    }

    /** Reads {@code 2024-10-31}, {@code 2024-10-31,2024-11-30} or {@code 2024-07-31..2024-10-31/7d}. */
    static final class Reader implements ITypeConverter<AsOfTimes> {
        @Override
        public AsOfTimes convert(String text) {
            try {
                return new AsOfTimes(TimeList.parse(text));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
