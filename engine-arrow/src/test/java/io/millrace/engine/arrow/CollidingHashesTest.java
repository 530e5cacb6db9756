package io.millrace.engine.arrow;

/** The contract where hashes are one of four and nothing is spilled. */
class CollidingHashesTest extends SpillingEngine {
    CollidingHashesTest() {
        super(EngineSettings.USUAL.withHashMask(0x80000001));
    }
}
