package io.millrace.engine.arrow;

/** State did not fit into the run's budget. Caught by the engine, which tells what would be enough. */
final class BudgetExceeded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long held;

    /**
     * @param held bytes of state held when the next allocation was refused
     */
    BudgetExceeded(long held, Throwable cause) {
        super("the state does not fit", cause);
        this.held = held;
    }

    long held() {
        return held;
    }
}
