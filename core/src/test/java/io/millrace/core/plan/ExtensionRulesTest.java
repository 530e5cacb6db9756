package io.millrace.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.Problem;
import io.millrace.core.port.Arguments;
import io.millrace.core.port.EventValidator;
import io.millrace.core.port.Extensions;
import io.millrace.core.port.Result;
import io.millrace.core.port.UserFunction;
import io.millrace.core.run.DefinitionException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtensionRulesTest {
    @ParameterizedTest
    @ValueSource(strings = {"sum", "count_days", "median", "abs", "json_value", "as_of", "cast", "case", "filter"})
    void refusesNamesOfTheLanguage(String name) {
        assertEquals(
                List.of("the extension " + name + " is named like a function of the language"),
                problems(functions(name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Shout", "two words", "7th", "", "größe"})
    void refusesNamesThatNobodyCanWrite(String name) {
        assertEquals(
                List.of("the function or aggregation \"" + name + "\" of an extension has no name that can be written"),
                problems(functions(name)));
    }

    @Test
    void refusesNamesThatAreGivenTwice() {
        assertEquals(
                List.of("two extensions bring the function or aggregation shout"),
                problems(functions("shout", "shout")));
        Extensions validators =
                new Extensions(List.of(), List.of(), List.of(new Named("even"), new Named("even")), List.of());
        assertEquals(List.of("two extensions bring the validator even"), problems(validators));
    }

    private static List<String> problems(Extensions extensions) {
        return assertThrows(
                        DefinitionException.class,
                        () -> Binder.bind(
                                Bindings.set().feature("f", "count(*)").build(),
                                Bindings.EVENTS,
                                List.of(Bindings.AS_OF),
                                false,
                                extensions))
                .problems()
                .stream()
                .map(Problem::what)
                .toList();
    }

    private static Extensions functions(String... names) {
        return new Extensions(
                List.of(), Stream.of(names).<UserFunction>map(Constant::new).toList(), List.of(), List.of());
    }

    /** Gives 1. */
    private record Constant(String name) implements UserFunction {
        @Override
        public Optional<DataType> result(List<DataType> arguments) {
            return Optional.of(DataType.INT64);
        }

        @Override
        public String takes() {
            return "anything";
        }

        @Override
        public void evaluate(Arguments arguments, Result result) {
            result.set(1);
        }
    }

    /** Accepts every event. */
    private record Named(String name) implements EventValidator {
        @Override
        public Schema reads() {
            return Schema.of();
        }

        @Override
        public boolean accepts(Arguments event) {
            return true;
        }
    }
}
