package io.millrace.csv;

import java.io.IOException;

/** Why a file is refused whatever its rows are: words that follow its name. */
final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    private Refused(String what) {
        super(what);
    }

    /** It is not what its own bytes say. */
    static Refused damaged(String how) {
        return new Refused("is damaged: " + how);
    }

    /** It is sound, and asks for more than it may. */
    static Refused excessive(String how) {
        return new Refused("asks for too much: " + how);
    }
}
