package io.millrace.cli;

import io.millrace.cli.render.JsonLine;
import io.millrace.cli.render.Report;
import io.millrace.core.text.PlainText;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a command speaks: data goes to {@code out}, everything else to {@code err}. */
final class Console {
    private static final int DEFAULT_WIDTH = 100;
    private static final int NARROWEST = 60;
    private static final int LOG_VERSION = 1;

    private final PrintStream out;
    private final PrintStream err;
    private final FailureNote note;
    private final boolean outTerminal;
    private final boolean errTerminal;
    private final boolean colours;
    private final int width;
    private volatile LogFormat logFormat = LogFormat.TEXT;

    private Console(
            OutputStream out,
            OutputStream err,
            boolean outTerminal,
            boolean errTerminal,
            Map<String, String> settings) {
        this.note = new FailureNote(out);
        this.out = new PrintStream(new BufferedOutputStream(note), false, StandardCharsets.UTF_8);
        this.err = new PrintStream(err, true, StandardCharsets.UTF_8);
        this.outTerminal = outTerminal;
        this.errTerminal = errTerminal;
        this.colours = settings.getOrDefault("NO_COLOR", "").isEmpty() && !"dumb".equals(settings.get("TERM"));
        this.width = width(settings.get("COLUMNS"));
    }

    /** The streams of this process. */
    static Console ofProcess() {
        return new Console(
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                isTerminal(1),
                isTerminal(2),
                System.getenv());
    }

    /** A console that is no terminal. */
    static Console of(OutputStream out, OutputStream err) {
        return new Console(out, err, false, false, Map.of());
    }

    /** A console whose {@code err} is watched. */
    static Console watched(OutputStream out, OutputStream err) {
        return new Console(out, err, false, true, Map.of());
    }

    PrintStream out() {
        return out;
    }

    PrintStream err() {
        return err;
    }

    /** Prints a report as data, at once. */
    void print(Report report, Report.Format format) {
        out.print(report.render(format, colours && outTerminal, width));
        out.flush();
    }

    /** From now on talks in this form. */
    void talkAs(LogFormat format) {
        logFormat = format;
    }

    boolean talksJson() {
        return logFormat == LogFormat.JSON;
    }

    /** Says something to the person at the terminal. */
    void say(String line) {
        if (talksJson()) {
            sayJson(message("log", "info", line));
        } else {
            err.println(PlainText.of(line));
        }
    }

    /** Says that something may be a mistake; the command goes on. */
    void warn(String what) {
        if (talksJson()) {
            sayJson(message("log", "warning", what));
        } else {
            err.println("millrace: warning: " + PlainText.of(what));
        }
    }

    /** Says that something is wrong. */
    void complain(String what) {
        complain(what, Map.of());
    }

    /**
     * Says that something is wrong.
     *
     * @param details what programs are told beside the message
     */
    void complain(String what, Map<String, ?> details) {
        if (talksJson()) {
            Map<String, @Nullable Object> object = message("error", "error", what);
            object.putAll(details);
            sayJson(object);
        } else {
            err.println((colourErr() ? "\u001b[31;1mmillrace:\u001b[0m " : "millrace: ") + PlainText.of(what));
        }
    }

    private static Map<String, @Nullable Object> message(String kind, String level, String text) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("version", LOG_VERSION);
        object.put("kind", kind);
        object.put("level", level);
        object.put("time", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        object.put("message", PlainText.of(text));
        return object;
    }

    /** Says an object to a program, on one line. */
    void sayJson(Map<String, ? extends @Nullable Object> object) {
        err.println(JsonLine.of(object));
    }

    /** Whether somebody watches {@code err}. */
    boolean isWatched() {
        return errTerminal;
    }

    boolean colourOut() {
        return colours && outTerminal;
    }

    private boolean colourErr() {
        return colours && errTerminal;
    }

    /** The columns of a line. */
    int width() {
        return width;
    }

    /** Why data could not be written; a reader that has gone away is no failure. */
    Optional<String> outFailure() {
        out.flush();
        return note.reason();
    }

    /** What the environment says, if it is sensible. */
    static int width(@Nullable String columns) {
        try {
            int width = columns == null ? 0 : Integer.parseInt(columns.strip());
            return width <= 0 ? DEFAULT_WIDTH : Math.max(NARROWEST, width);
        } catch (NumberFormatException e) {
            return DEFAULT_WIDTH;
        }
    }

    /** Java tells only of standard input and output together; where the system shows its descriptors, they tell more. */
    @SuppressWarnings("SystemConsoleNull") // Only the versions before 22 are asked.
    private static boolean isTerminal(int descriptor) {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return Runtime.version().feature() < 22 && System.console() != null;
        }
    }

    /** Remembers why a write failed, which a {@link PrintStream} does not. */
    private static final class FailureNote extends FilterOutputStream {
        private @Nullable IOException failure;

        FailureNote(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                out.write(bytes, from, length);
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }

        Optional<String> reason() {
            return Optional.ofNullable(failure)
                    .map(e -> String.valueOf(e.getMessage()))
                    .filter(message -> !message.contains("Broken pipe"));
        }
    }
}
