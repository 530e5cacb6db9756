package io.millrace.core.evaluate;

import io.millrace.core.event.DataType;
import io.millrace.core.port.Arguments;
import io.millrace.core.port.Result;
import io.millrace.core.port.UserFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Users' functions by their meaning over boxed values.
 *
 * @param meaning of the arguments' values; throws where it has none
 */
record SampleFunction(
        String name,
        List<DataType> argumentTypes,
        DataType type,
        boolean takesNull,
        Function<List<@Nullable Object>, @Nullable Object> meaning)
        implements UserFunction {

    /** A function that gives the type: of any argument type, of none, of several. */
    static SampleFunction giving(DataType type, Random random) {
        DataType argument = Samples.TYPES.get(random.nextInt(Samples.TYPES.size()));
        return switch (random.nextInt(5)) {
            case 0 -> new SampleFunction("same", List.of(type), type, false, values -> values.get(0));
            case 1 -> new SampleFunction("first_known", List.of(type, type), type, true, SampleFunction::firstKnown);
            case 2 -> new SampleFunction("never", List.of(), type, false, values -> null);
            case 3 -> new SampleFunction("of_another", List.of(argument), type, false, values -> of(type, values));
            default -> new SampleFunction("picky", List.of(DataType.TEXT, type), type, true, SampleFunction::picky);
        };
    }

    private static @Nullable Object firstKnown(List<@Nullable Object> values) {
        return values.get(0) == null ? values.get(1) : values.get(0);
    }

    /** A value that depends on the arguments; of doubles also ones that are not finite. */
    private static Object of(DataType type, List<@Nullable Object> values) {
        Random seeded = new Random(String.valueOf(values).hashCode());
        return type == DataType.FLOAT64 && seeded.nextInt(4) == 0
                ? (Object) (seeded.nextBoolean() ? Double.NaN : Double.NEGATIVE_INFINITY)
                : Samples.constant(type, seeded);
    }

    private static @Nullable Object picky(List<@Nullable Object> values) {
        if ("b".equals(values.get(0))) {
            throw new IllegalStateException("b is not to my liking");
        }
        return values.get(1);
    }

    @Override
    public Optional<DataType> result(List<DataType> arguments) {
        return arguments.equals(argumentTypes) ? Optional.of(type) : Optional.empty();
    }

    @Override
    public String takes() {
        return argumentTypes.toString();
    }

    @Override
    public void evaluate(Arguments arguments, Result result) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < argumentTypes.size(); i++) {
            values.add(arguments.isNull(i) ? null : boxed(arguments, i));
        }
        Object value = meaning.apply(values);
        if (value instanceof String text) {
            result.set(text);
        } else if (value instanceof Double number) {
            result.set(number);
        } else if (value != null) {
            result.set(ConstantNode.asLong(value));
        }
    }

    private Object boxed(Arguments arguments, int position) {
        DataType argument = argumentTypes.get(position);
        if (argument == DataType.TEXT) {
            return arguments.textAt(position);
        }
        if (argument == DataType.FLOAT64) {
            return arguments.doubleAt(position);
        }
        long value = arguments.longAt(position);
        return argument == DataType.BOOLEAN ? (Object) (value != 0) : (Object) value;
    }
}
