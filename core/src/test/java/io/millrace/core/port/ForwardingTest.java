package io.millrace.core.port;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ForwardingTest {
    static Stream<Arguments> ports() {
        return Stream.of(
                Arguments.of(EventSource.class, ForwardingSource.class, ""),
                Arguments.of(Split.class, ForwardingSplit.class, "open"),
                Arguments.of(BatchReader.class, ForwardingReader.class, ""));
    }

    /** A method with a default that is not handed on would hide what the other one tells. */
    @ParameterizedTest
    @MethodSource("ports")
    void handsOnEveryMethod(Class<?> port, Class<?> by, String except) {
        for (Method method : port.getMethods()) {
            boolean declared = Arrays.stream(by.getDeclaredMethods())
                    .anyMatch(own -> own.getName().equals(method.getName())
                            && Arrays.equals(own.getParameterTypes(), method.getParameterTypes()));
            assertTrue(declared || method.getName().equals(except), by + " has no " + method);
        }
    }
}
