package io.millrace.core.port;

/**
 * Takes rows that cannot be used (a reader cannot read them, or a validator refuses them), so that a run goes on without them; without one the first such row ends the run. Called by
 * several threads at once, in no order.
 */
public interface Quarantine {
    /**
     * Sets a row aside.
     *
     * @throws io.millrace.core.run.InputException where there are now more of them than the run allows
     */
    void add(BadRow row);
}
