package io.millrace.cli;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Tells how far a command is while it works: on a terminal one line that is written again and again, else a line every
 * few seconds.
 */
final class Ticker implements AutoCloseable {
    private static final Duration WATCHED = Duration.ofMillis(200);
    private static final Duration UNWATCHED = Duration.ofSeconds(5);
    private static final String CLEAR = "\r\u001b[K";

    private final Console console;
    private final Supplier<String> line;
    private final Thread thread;
    private boolean closed;

    /**
     * @param line what to show now; called from another thread
     * @param quiet whether to show nothing
     */
    Ticker(Console console, boolean quiet, Supplier<String> line) {
        this.console = console;
        this.line = line;
        this.thread = new Thread(this::tick, "progress");
        thread.setDaemon(true);
        if (!quiet) {
            thread.start();
        }
    }

    private synchronized void tick() {
        long pause = (console.isWatched() ? WATCHED : UNWATCHED).toMillis();
        try {
            while (true) {
                wait(pause);
                if (closed) {
                    return;
                }
                show(line.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void show(String text) {
        if (console.isWatched()) {
            int width = console.width() - 1;
            console.err().print(CLEAR + (text.length() > width ? text.substring(0, width) : text));
            console.err().flush();
        } else {
            console.say(text);
        }
    }

    /** Says a line that stays, above the one that is written again. */
    synchronized void say(String text) {
        if (console.isWatched()) {
            console.err().print(CLEAR);
        }
        console.say(text);
    }

    /** Ends the line; nothing is shown afterwards. */
    @Override
    public synchronized void close() {
        if (!closed && thread.isAlive() && console.isWatched()) {
            console.err().print(CLEAR);
            console.err().flush();
        }
        closed = true;
        notifyAll();
    }
}
