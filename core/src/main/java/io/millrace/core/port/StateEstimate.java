package io.millrace.core.port;

/**
 * How much state an engine holds for a plan. State that grows with an entity's events cannot be known before they are read;
 * the engine says what it takes it to be.
 *
 * @param bytesPerEntity state of one entity, its key included, in one thread
 * @param fixedBytes what is held however few entities there are, over all threads
 * @param copies how often an entity may be held at once: threads that each meet it, and the merge
 */
public record StateEstimate(long bytesPerEntity, long fixedBytes, int copies) {
    /**
     * A budget that suffices for so many entities, also where every thread meets all of them; where state grows with the
     * events, as long as they are not more than the engine assumes.
     */
    public long bytesFor(long entities) {
        return Math.addExact(fixedBytes, Math.multiplyExact(Math.multiplyExact(bytesPerEntity, entities), copies));
    }
}
