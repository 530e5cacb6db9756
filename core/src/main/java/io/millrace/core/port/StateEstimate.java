package io.millrace.core.port;

/**
 * How much state an engine holds for a plan.
 *
 * @param bytesPerEntity state of one entity, its key included, in one thread
 * @param fixedBytes what is held however few entities there are, over all threads
 * @param copies how often an entity may be held at once: threads that each meet it, and the merge
 */
public record StateEstimate(long bytesPerEntity, long fixedBytes, int copies) {
    /** A budget that suffices for so many entities, also where every thread meets all of them. */
    public long bytesFor(long entities) {
        return Math.addExact(fixedBytes, Math.multiplyExact(Math.multiplyExact(bytesPerEntity, entities), copies));
    }
}
