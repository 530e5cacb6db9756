package io.millrace.core.why;

import io.millrace.core.contract.Forwarding;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.EventSource;
import org.junit.jupiter.api.Test;

class WatchedSourceTest {
    @Test
    void handsOnEveryMethod() {
        Forwarding.assertHandsOn(EventSource.class, WatchedSource.class);
        Forwarding.assertHandsOn(BatchReader.class, WatchedSource.Reader.class);
    }
}
