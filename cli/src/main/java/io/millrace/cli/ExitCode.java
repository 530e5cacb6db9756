package io.millrace.cli;

/** How a command ended. */
enum ExitCode {
    DONE(0),
    /** The command did what it was to do, and found what ought not to be. */
    CHECKS_FAILED(1),
    /** Wrong without a look at any data: options, definitions. */
    USAGE(2),
    INPUT(3),
    /** Memory or disk does not suffice, or the output cannot be written. */
    RESOURCE(4),
    BUG(5),
    INTERRUPTED(130);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
