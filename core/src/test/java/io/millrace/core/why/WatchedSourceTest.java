package io.millrace.core.why;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.port.BatchReader;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.Split;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WatchedSourceTest {
    static Stream<Arguments> ports() {
        return Stream.of(
                Arguments.of(EventSource.class, WatchedSource.class),
                Arguments.of(Split.class, WatchedSource.Watched.class),
                Arguments.of(BatchReader.class, WatchedSource.Reader.class));
    }

    /** A method with a default that it does not hand on would hide what the source tells. */
    @ParameterizedTest
    @MethodSource("ports")
    void handsOnEveryMethod(Class<?> port, Class<?> watched) {
        for (Method method : port.getMethods()) {
            boolean declared = Arrays.stream(watched.getDeclaredMethods())
                    .anyMatch(own -> own.getName().equals(method.getName())
                            && Arrays.equals(own.getParameterTypes(), method.getParameterTypes()));
            assertTrue(declared, method.toString());
        }
    }
}
