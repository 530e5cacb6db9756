package io.millrace.core.port;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What users add to the language: aggregations, functions, validators and checks, each called by its name.
 */
public record Extensions(
        List<Aggregation> aggregations,
        List<UserFunction> functions,
        List<EventValidator> validators,
        List<MatrixCheck> checks) {
    /** No extension. */
    public static final Extensions NONE = new Extensions(List.of(), List.of(), List.of(), List.of());

    public Extensions {
        aggregations = List.copyOf(aggregations);
        functions = List.copyOf(functions);
        validators = List.copyOf(validators);
        checks = List.copyOf(checks);
    }

    /** Those that the context class loader's services name. */
    public static Extensions load() {
        return new Extensions(
                all(ServiceLoader.load(Aggregation.class)),
                all(ServiceLoader.load(UserFunction.class)),
                all(ServiceLoader.load(EventValidator.class)),
                all(ServiceLoader.load(MatrixCheck.class)));
    }

    private static <T> List<T> all(ServiceLoader<T> services) {
        return services.stream().map(ServiceLoader.Provider::get).toList();
    }

    public Optional<Aggregation> aggregation(String name) {
        return named(name, aggregations, Aggregation::name);
    }

    public Optional<UserFunction> function(String name) {
        return named(name, functions, UserFunction::name);
    }

    public Optional<EventValidator> validator(String name) {
        return named(name, validators, EventValidator::name);
    }

    public Optional<MatrixCheck> check(String name) {
        return named(name, checks, MatrixCheck::name);
    }

    private static <T> Optional<T> named(String name, List<T> all, Function<T, String> nameOf) {
        return all.stream().filter(one -> nameOf.apply(one).equals(name)).findFirst();
    }

    /** Both together. */
    public Extensions and(Extensions others) {
        return new Extensions(
                joined(aggregations, others.aggregations),
                joined(functions, others.functions),
                joined(validators, others.validators),
                joined(checks, others.checks));
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
