package io.millrace.cli;

import io.millrace.core.feature.Problem;
import io.millrace.core.run.DefinitionException;
import io.millrace.core.run.InputException;
import io.millrace.core.run.ResourceException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Tells the user what went wrong, and the system how it ended. */
final class Failures {
    private final Console console;
    private final Interruption interruption;

    Failures(Console console, Interruption interruption) {
        this.console = console;
        this.interruption = interruption;
    }

    /**
     * @param debug whether to print the stack trace as well
     */
    ExitCode report(Throwable thrown, boolean debug) {
        Throwable failure = unwrapped(thrown);
        ExitCode code = interruption.isRequested() ? ExitCode.INTERRUPTED : code(failure);
        say(message(failure, code), code, failure, debug);
        return code;
    }

    /**
     * Says that something is wrong, in the form of all errors.
     *
     * @param failure what told of it
     * @param debug whether to print its stack trace as well
     */
    void say(String message, ExitCode code, @Nullable Throwable failure, boolean debug) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("code", code.name().toLowerCase(Locale.ROOT));
        details.put("exit_code", code.code());
        if (failure instanceof DefinitionException definition) {
            details.put(
                    "problems",
                    definition.problems().stream().map(Failures::facts).toList());
        }
        if (debug && failure != null && console.talksJson()) {
            details.put("stack_trace", trace(failure));
        }
        console.complain(message, details);
        if (debug && failure != null && !console.talksJson()) {
            console.err().print(trace(failure));
        }
    }

    private static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static Map<String, Object> facts(Problem problem) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("what", problem.what());
        Problem.Place place = problem.place();
        if (place instanceof Problem.Place.InExpression in) {
            facts.put("definition", in.definition());
            facts.put("expression", in.text());
            facts.put("from", in.span().start());
            facts.put("to", in.span().end());
        } else if (place instanceof Problem.Place.InFile in) {
            facts.put("file", in.file());
            facts.put("line", in.line());
            facts.put("column", in.column());
        } else {
            facts.put("part", ((Problem.Place.InPart) place).part());
        }
        facts.put("advice", problem.advice());
        return facts;
    }

    private static Throwable unwrapped(Throwable thrown) {
        Throwable failure = thrown;
        while (failure.getCause() != null
                && (failure instanceof ExecutionException || failure instanceof CompletionException)) {
            failure = failure.getCause();
        }
        return failure;
    }

    private static ExitCode code(Throwable failure) {
        if (failure instanceof DefinitionException definition) {
            return definition.isInputOnly() ? ExitCode.INPUT : ExitCode.USAGE;
        } else if (failure instanceof InputException) {
            return ExitCode.INPUT;
        } else if (failure instanceof ResourceException
                || failure instanceof OutOfMemoryError
                || failure instanceof UncheckedIOException) {
            return ExitCode.RESOURCE;
        }
        return ExitCode.BUG;
    }

    private static String message(Throwable failure, ExitCode code) {
        if (code == ExitCode.INTERRUPTED) {
            return "interrupted; nothing half-written is left";
        } else if (failure instanceof OutOfMemoryError) {
            return "the memory of the Java process does not suffice (" + failure.getMessage()
                    + "); give more with --memory, of which the heap is a part, or run fewer --threads; where a command"
                    + " takes no --memory, set the heap, as in MILLRACE_JAVA_OPTS=-Xmx4g";
        } else if (code == ExitCode.BUG) {
            return "this is a bug, please report it with what --debug prints: " + oneLine(failure);
        }
        return String.valueOf(failure.getMessage());
    }

    private static String oneLine(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        String place = trace.length == 0 ? "" : " at " + trace[0];
        return failure.toString().lines().findFirst().orElse("") + place;
    }
}
