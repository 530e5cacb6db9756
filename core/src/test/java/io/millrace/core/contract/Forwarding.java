package io.millrace.core.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;

/** Whether what stands for something else hands on all that is asked of it. */
public final class Forwarding {
    private Forwarding() {}

    /**
     * A method with a default that is not handed on would hide what the other one tells.
     *
     * @param except the methods that it need not have
     */
    public static void assertHandsOn(Class<?> port, Class<?> by, String... except) {
        Set<String> free = Set.of(except);
        for (Method method : port.getMethods()) {
            boolean declared = Arrays.stream(by.getDeclaredMethods())
                    .anyMatch(own -> own.getName().equals(method.getName())
                            && Arrays.equals(own.getParameterTypes(), method.getParameterTypes()));
            assertTrue(declared || free.contains(method.getName()), by + " has no " + method);
        }
    }
}
