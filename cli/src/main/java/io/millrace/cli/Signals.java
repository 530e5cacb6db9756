package io.millrace.cli;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;

/** Ctrl-C and the polite request to end. */
final class Signals {
    private Signals() {}

    /**
     * Has the action run, on a thread of its own, instead of the end of the process. Where the JVM has no signals, all
     * stays as it is. By reflection, because the class that does it belongs to no specification.
     */
    static void onTermination(Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object handling = Proxy.newProxyInstance(
                    handler.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            action.run();
                        }
                        return null;
                    });
            Method handle = signal.getMethod("handle", signal, handler);
            for (String name : List.of("INT", "TERM")) {
                handle.invoke(null, signal.getConstructor(String.class).newInstance(name), handling);
            }
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            // A JVM without signals, or one told to leave them alone, ends as it always does.
        }
    }
}
