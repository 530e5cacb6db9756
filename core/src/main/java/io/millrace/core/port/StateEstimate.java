package io.millrace.core.port;

/**
 * How much state an engine holds for a plan. State that grows with an entity's events cannot be known before they are read;
 * the engine says what it takes it to be.
 *
 * @param bytesPerEntity state of one entity, its key included, in one thread
 * @param fixedBytes what is held however few entities there are, over all threads
 * @param bytesPerEvent of an event that is held until all are read, so that duplicates are found; 0 where none is
 * @param copies how often an entity may be held at once: threads that each meet it, and the merge
 */
public record StateEstimate(long bytesPerEntity, long fixedBytes, long bytesPerEvent, int copies) {
    /**
     * A budget that suffices for so many entities, also where every thread meets all of them; where state grows with the
     * events, as long as they are not more than the engine assumes.
     */
    public long bytesFor(long entities) {
        return Math.addExact(fixedBytes, Math.multiplyExact(Math.multiplyExact(bytesPerEntity, entities), copies));
    }

    /**
     * A budget that suffices for so many entities and, where events are held, so many events without sorting any on
     * disk, as long as threads read about as many. Half of what the smallest run does not need is for events.
     */
    public long bytesFor(long entities, long events) {
        long state = bytesFor(entities);
        if (bytesPerEvent == 0) {
            return state;
        }
        long held = Math.multiplyExact(bytesPerEvent, events);
        return Math.max(Math.addExact(fixedBytes, Math.multiplyExact(2, held)), Math.multiplyExact(2, state));
    }

    /** How many events the half of a budget holds that is theirs. */
    public long eventsIn(long budget) {
        return bytesPerEvent == 0 ? 0 : Math.max(0, budget - fixedBytes) / 2 / bytesPerEvent;
    }
}
