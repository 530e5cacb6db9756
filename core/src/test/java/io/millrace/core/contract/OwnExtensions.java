package io.millrace.core.contract;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.port.Aggregation;
import io.millrace.core.port.Arguments;
import io.millrace.core.port.EventValidator;
import io.millrace.core.port.Extensions;
import io.millrace.core.port.Result;
import io.millrace.core.port.UserFunction;
import java.util.List;
import java.util.Optional;

/** Extensions as users bring them, for rules and generated runs. */
public final class OwnExtensions {
    /** {@code own_span(x)}. */
    public static final Aggregation SPAN = new OwnSpan();

    /** {@code own_spread(x)}. */
    public static final Aggregation SPREAD = new OwnSpread();

    /** {@code own_words(x)}. */
    public static final Aggregation WORDS = new OwnWords();

    /** {@code own_pairs(x, y)}. */
    public static final Aggregation PAIRS = new OwnPairs();

    /** {@code own_digits(x)}. */
    public static final UserFunction DIGITS = new Digits();

    /** {@code own_either(x, y)}. */
    public static final UserFunction EITHER = new Either();

    /** {@code own_not_negative}. */
    public static final EventValidator NOT_NEGATIVE = new NotNegative();

    /** All of them. */
    public static final Extensions ALL = new Extensions(
            List.of(SPAN, SPREAD, WORDS, PAIRS), List.of(DIGITS, EITHER), List.of(NOT_NEGATIVE), List.of());

    private OwnExtensions() {}

    /** The types of the arguments that one of these aggregations takes. */
    static List<DataType> types(Aggregation own) {
        return switch (own.name()) {
            case "own_span" -> List.of(DataType.INT64);
            case "own_spread" -> List.of(DataType.FLOAT64);
            case "own_words" -> List.of(DataType.TEXT);
            case "own_pairs" -> List.of(DataType.BOOLEAN, DataType.INT64);
            default -> throw new IllegalArgumentException(own.name());
        };
    }

    /** How many digits a text has; of text without any null. */
    private static final class Digits implements UserFunction {
        @Override
        public String name() {
            return "own_digits";
        }

        @Override
        public Optional<DataType> result(List<DataType> arguments) {
            return arguments.equals(List.of(DataType.TEXT)) ? Optional.of(DataType.INT64) : Optional.empty();
        }

        @Override
        public String takes() {
            return "a text";
        }

        @Override
        public void evaluate(Arguments arguments, Result result) {
            long digits = arguments.textAt(0).chars().filter(Character::isDigit).count();
            if (digits > 0) {
                result.set(digits);
            }
        }
    }

    /** Two texts with a bar between; one where the other is null. */
    private static final class Either implements UserFunction {
        @Override
        public String name() {
            return "own_either";
        }

        @Override
        public Optional<DataType> result(List<DataType> arguments) {
            return arguments.equals(List.of(DataType.TEXT, DataType.TEXT))
                    ? Optional.of(DataType.TEXT)
                    : Optional.empty();
        }

        @Override
        public String takes() {
            return "two texts";
        }

        @Override
        public boolean takesNull() {
            return true;
        }

        @Override
        public void evaluate(Arguments arguments, Result result) {
            if (!arguments.isNull(0) && !arguments.isNull(1)) {
                result.set(arguments.textAt(0) + "|" + arguments.textAt(1));
            } else if (!arguments.isNull(0)) {
                result.set(arguments.textAt(0));
            } else if (!arguments.isNull(1)) {
                result.set(arguments.textAt(1));
            }
        }
    }

    /** Accepts events whose units and price are not negative; null is accepted. */
    private static final class NotNegative implements EventValidator {
        @Override
        public String name() {
            return "own_not_negative";
        }

        @Override
        public Schema reads() {
            return Schema.of(
                    Field.nullable("price", AggregationCells.DECIMAL), Field.nullable("units", DataType.INT64));
        }

        @Override
        public boolean accepts(Arguments event) {
            return (event.isNull(0) || event.longAt(0) >= 0) && (event.isNull(1) || event.longAt(1) >= 0);
        }
    }
}
