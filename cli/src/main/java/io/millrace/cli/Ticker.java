package io.millrace.cli;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells how far a command is while it works: on a terminal one line that is written again and again, else a line every
 * few seconds, or every second for programs. What ends before the first of them is neither held up nor told about, except for the
 * last word that programs get.
 */
final class Ticker implements AutoCloseable {
    private static final Duration WATCHED = Duration.ofMillis(200);
    private static final Duration UNWATCHED = Duration.ofSeconds(5);
    private static final Duration FOR_PROGRAMS = Duration.ofSeconds(1);
    private static final String CLEAR = "\r\u001b[K";

    private final Console console;
    private final ProgressMode mode;
    private final Supplier<Progress> progress;
    private final @Nullable Duration ownPause;
    private final Thread thread;
    private boolean shown;
    private boolean closed;

    /**
     * @param progress how far it is now; asked from another thread
     */
    Ticker(Console console, ProgressMode mode, Supplier<Progress> progress) {
        this(console, mode, progress, null);
    }

    /** @param pause between one and the next, where not the usual */
    Ticker(Console console, ProgressMode mode, Supplier<Progress> progress, @Nullable Duration pause) {
        this.console = console;
        this.ownPause = pause;
        this.mode = mode == ProgressMode.AUTO && console.talksJson() ? ProgressMode.JSON : mode;
        this.progress = progress;
        this.thread = new Thread(this::tick, "progress");
        thread.setDaemon(true);
        if (mode != ProgressMode.NONE) {
            thread.start();
        }
    }

    private boolean isWatched() {
        return mode == ProgressMode.AUTO && console.isWatched();
    }

    private Duration pause() {
        if (ownPause != null) {
            return ownPause;
        }
        return mode == ProgressMode.JSON ? FOR_PROGRAMS : isWatched() ? WATCHED : UNWATCHED;
    }

    private synchronized void tick() {
        long pause = pause().toMillis();
        try {
            while (true) {
                wait(pause);
                if (closed) {
                    return;
                }
                show(progress.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void show(Progress now) {
        if (mode == ProgressMode.JSON) {
            console.sayJson(now.facts(false));
        } else if (isWatched()) {
            String text = now.line();
            int width = console.width() - 1;
            console.err().print(CLEAR + (text.length() > width ? text.substring(0, width) : text));
            console.err().flush();
            shown = true;
        } else {
            console.say(now.line());
        }
    }

    /** Says a line that stays, above the one that is written again. */
    synchronized void say(String line) {
        clear();
        console.say(line);
    }

    /** Says what may be a mistake, as {@link #say}. */
    synchronized void warn(String what) {
        clear();
        console.warn(what);
    }

    private void clear() {
        if (shown) {
            console.err().print(CLEAR);
            console.err().flush();
            shown = false;
        }
    }

    /** Ends the line; nothing is shown afterwards. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        clear();
        if (mode == ProgressMode.JSON) {
            console.sayJson(progress.get().facts(true));
        }
        notifyAll();
    }
}
