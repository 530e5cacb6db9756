package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.feature.Problem;
import io.millrace.core.run.DefinitionException;
import io.millrace.core.run.InputException;
import io.millrace.core.run.ResourceException;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

final class FailuresTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Interruption interruption = new Interruption();
    private final Failures failures = new Failures(Console.of(OutputStream.nullOutputStream(), err), interruption);

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void asksForAReportOfABugInOneLine() {
        assertEquals(ExitCode.BUG, failures.report(new IllegalStateException("group 7\nof 3"), false));

        assertEquals(1, said().lines().count(), said());
        assertTrue(said().contains("IllegalStateException: group 7") && said().contains("report"), said());
    }

    @Test
    void printsTheStackTraceOnlyWhenAsked() {
        failures.report(new InputException("no such file"), false);
        assertFalse(said().contains("\tat "), said());

        failures.report(new InputException("no such file"), true);
        assertTrue(said().contains("\tat "), said());
    }

    @Test
    void printsControlCharactersOfNamesAsEscapes() {
        failures.report(new InputException("a\u001b[2Jb\r\u202e.parquet\nno\tfile"), false);
        assertEquals("millrace: a\\u001b[2Jb\\r\\u202e.parquet\nno\tfile\n", said());
    }

    @Test
    void tellsWhoHasToActByTheCode() {
        assertEquals(ExitCode.INPUT, failures.report(new InputException("x"), false));
        assertEquals(ExitCode.RESOURCE, failures.report(new ResourceException("x"), false));
        assertEquals(ExitCode.RESOURCE, failures.report(new OutOfMemoryError("Java heap space"), false));
        assertEquals(
                ExitCode.INPUT,
                failures.report(new ExecutionException(new InputException("on another thread")), false));
        assertEquals(ExitCode.INPUT, failures.report(definition(Problem.Cause.INPUT), false));
        assertEquals(ExitCode.USAGE, failures.report(definition(Problem.Cause.INPUT, Problem.Cause.DEFINITION), false));
    }

    private static DefinitionException definition(Problem.Cause... causes) {
        return new DefinitionException(List.of(causes).stream()
                .map(cause -> new Problem(cause, "wrong", new Problem.Place.InPart("window"), ""))
                .toList());
    }

    @Test
    void takesWhateverFailsAfterAnInterruptionForItsConsequence() {
        interruption.request();

        assertEquals(ExitCode.INTERRUPTED, failures.report(new IllegalStateException("closed"), false));
    }
}
