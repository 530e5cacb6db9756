package io.millrace.parquet.page;

/** Says what is wrong with a page; whoever knows the place adds it. */
final class Damage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Damage(String message) {
        super(message);
    }

    Damage(String message, Throwable cause) {
        super(message, cause);
    }
}
