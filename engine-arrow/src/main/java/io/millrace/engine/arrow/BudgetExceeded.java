package io.millrace.engine.arrow;

/** State did not fit into the run's budget. Caught by the engine, which spills, or tells what would be enough. */
final class BudgetExceeded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long held;
    private final long asked;

    /**
     * @param held bytes held when an allocation was refused
     * @param asked the bytes of that allocation
     */
    BudgetExceeded(long held, long asked, Throwable cause) {
        super("the state does not fit", cause);
        this.held = held;
        this.asked = asked;
    }

    /** Where something else than memory is full, of which a new table has enough. */
    BudgetExceeded(String what) {
        super(what);
        this.held = 0;
        this.asked = 0;
    }

    long held() {
        return held;
    }

    long asked() {
        return asked;
    }
}
