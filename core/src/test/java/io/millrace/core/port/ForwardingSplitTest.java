package io.millrace.core.port;

import io.millrace.core.contract.Forwarding;
import org.junit.jupiter.api.Test;

class ForwardingSplitTest {
    @Test
    void handsOnEverythingButTheReading() {
        Forwarding.assertHandsOn(Split.class, ForwardingSplit.class, "open");
    }
}
