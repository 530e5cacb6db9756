package io.millrace.cli;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.feature.Lengths;
import io.millrace.core.feature.Names;
import io.millrace.core.feature.Times;
import io.millrace.core.port.Entities;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.port.Sample;
import io.millrace.core.run.BadRowLimit;
import io.millrace.core.run.MemoryBudget;
import io.millrace.core.streamflow.SimulatorSettings;
import io.millrace.yaml.FileSchema;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How the words of a command line become values. */
final class Converters {
    private Converters() {}

    static void register(CommandLine root) {
        root.registerConverter(Instant.class, converter(Times::parse))
                .registerConverter(Duration.class, converter(Converters::window))
                .registerConverter(MemoryBudget.class, converter(MemoryBudget::parse))
                .registerConverter(BadRowLimit.class, converter(BadRowLimit::parse))
                .registerConverter(Sample.class, converter(Sample::parse))
                .registerConverter(Entities.class, converter(text -> choice(text, Entities.values())))
                .registerConverter(
                        ReadOptions.Reader.class, converter(text -> choice(text, ReadOptions.Reader.values())))
                .registerConverter(ReadOptions.Drift.class, converter(text -> choice(text, ReadOptions.Drift.values())))
                .registerConverter(FileSchema.class, converter(text -> choice(text, FileSchema.values())))
                .registerConverter(LocalDate.class, converter(Converters::date))
                .registerConverter(
                        SimulatorSettings.Columns.class,
                        converter(text -> choice(text, SimulatorSettings.Columns.values())))
                .registerConverter(
                        SimulatorSettings.Order.class,
                        converter(text -> choice(text, SimulatorSettings.Order.values())));
    }

    private static <T> ITypeConverter<T> converter(Function<String, T> parser) {
        return new Parsed<>(parser);
    }

    /** A class and no lambda: the JVM's archive of loaded classes holds no lambdas of picocli's interfaces. */
    private record Parsed<T>(Function<String, T> parser) implements ITypeConverter<T> {
        @Override
        public T convert(String text) {
            try {
                return parser.apply(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }

    private static Duration window(String text) {
        Duration length = Lengths.parse(text);
        if (length.isZero() || length.isNegative()) {
            throw new IllegalArgumentException("\"" + text + "\": a window must be longer than nothing");
        }
        return length;
    }

    private static LocalDate date(String text) {
        Instant instant = Times.parse(text);
        LocalDate day = LocalDate.ofInstant(instant, ZoneOffset.UTC);
        if (!day.atStartOfDay(ZoneOffset.UTC).toInstant().equals(instant)) {
            throw new IllegalArgumentException("\"" + text + "\" is no date; write for example 2024-10-01");
        }
        return day;
    }

    private static <E extends Enum<E>> E choice(String text, E[] values) {
        List<String> names = Stream.of(values).map(Converters::nameOf).toList();
        int place = names.indexOf(text);
        if (place < 0) {
            throw new IllegalArgumentException("\"" + text + "\" is none of " + String.join(", ", names) + "; "
                    + Names.advice(text, names, "choose one of them"));
        }
        return values[place];
    }

    /** An enum's constant as an option has it: {@code case-study}. */
    static String nameOf(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A number from 1 up. */
    static final class PositiveNumber implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return number(text, Integer.MAX_VALUE);
        }
    }

    /** A finite number from 0 up. */
    static final class Limit implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            try {
                double number = Double.parseDouble(text);
                if (number >= 0 && number <= Double.MAX_VALUE) {
                    return number;
                }
            } catch (NumberFormatException e) {
                throw new TypeConversionException("\"" + text + "\" is no number");
            }
            throw new TypeConversionException(text + " is no number from 0 up");
        }
    }

    /** A number from 0 up. */
    static final class Count implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return text.equals("0") ? 0 : number(text, Integer.MAX_VALUE);
        }
    }

    /** How many rows a batch may have. */
    static final class BatchRows implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return number(text, ColumnBatch.MAX_ROWS);
        }
    }

    private static int number(String text, int most) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new TypeConversionException("\"" + text + "\" is no whole number from 1 to " + most);
        }
        throw new TypeConversionException(text + " is not from 1 to " + most);
    }
}
