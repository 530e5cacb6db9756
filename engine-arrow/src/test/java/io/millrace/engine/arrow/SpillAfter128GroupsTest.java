package io.millrace.engine.arrow;

/** The contract where a thread spills after 128 entities. */
class SpillAfter128GroupsTest extends SpillingEngine {
    SpillAfter128GroupsTest() {
        super(EngineSettings.USUAL.withMostGroups(128, MOST_FORCED));
    }
}
