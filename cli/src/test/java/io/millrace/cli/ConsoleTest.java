package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ConsoleTest {
    @Test
    void takesTheWidthThatTheEnvironmentTells() {
        assertEquals(132, Console.width("132"));
        assertEquals(100, Console.width(null));
        assertEquals(100, Console.width("0"));
        assertEquals(100, Console.width("wide"));
        assertTrue(Console.width("7") >= 55);
    }

    @Test
    void remembersWhyDataWasLost() {
        Console console = Console.of(failing("No space left on device"), OutputStream.nullOutputStream());

        console.out().println("data");

        assertEquals(Optional.of("No space left on device"), console.outFailure());
    }

    @Test
    void takesAReaderThatHasSeenEnoughForNoFailure() {
        Console console = Console.of(failing("Broken pipe"), OutputStream.nullOutputStream());

        console.out().println("data");

        assertEquals(Optional.empty(), console.outFailure());
    }

    private static OutputStream failing(String reason) {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException(reason);
            }
        };
    }
}
