package io.millrace.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.millrace.core.port.BatchReader;
import io.millrace.core.port.Split;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SplitQueueTest {
    /** A split of a file that may take 100 bytes. */
    private record Part(String file, long part) implements Split {
        @Override
        public long rows() {
            return 1;
        }

        @Override
        public long bytes() {
            return 1;
        }

        @Override
        public Optional<Share> share() {
            return part == 0 ? Optional.empty() : Optional.of(new Share(part, 100));
        }

        @Override
        public BatchReader open(int batchRows) {
            throw new AssertionError("nothing is read here");
        }
    }

    private static SplitQueue.Taken take(SplitQueue queue) {
        return Objects.requireNonNull(queue.take());
    }

    @Test
    void handsOutInOrderWhatHasNoShare() {
        SplitQueue queue = new SplitQueue(List.of(new Part("a", 0), new Part("a", 0), new Part("b", 0)));
        for (int place = 0; place < 3; place++) {
            assertEquals(place, take(queue).number());
        }
        assertNull(queue.take());
    }

    @Test
    void keepsASumOfSharesWithinWhatTheFileMayTake() {
        SplitQueue queue = new SplitQueue(List.of(
                new Part("a", 60), new Part("a", 40), new Part("a", 1), new Part("b", 100), new Part("a", 100)));
        SplitQueue.Taken first = take(queue);
        SplitQueue.Taken second = take(queue);
        assertEquals(0, first.number());
        assertEquals(1, second.number());
        SplitQueue.Taken other = take(queue);
        assertEquals(3, other.number(), "the third has no place, the fourth is of another file");
        assertNull(queue.take());
        queue.done(second);
        SplitQueue.Taken third = take(queue);
        assertEquals(2, third.number());
        assertNull(queue.take());
        queue.done(third);
        queue.done(first);
        queue.done(other);
        assertEquals(4, take(queue).number());
        queue.throwFailure();
    }

    @Test
    void stillHandsOutWhatStandsBeforeAFailure() {
        InputException problem = new InputException("damaged");
        InputException earlier = new InputException("damaged before that");
        SplitQueue queue =
                new SplitQueue(List.of(new Part("a", 100), new Part("a", 100), new Part("b", 100), new Part("b", 100)));
        SplitQueue.Taken first = take(queue);
        SplitQueue.Taken third = take(queue);
        queue.fail(third, problem);
        queue.done(third);
        queue.done(first);
        SplitQueue.Taken second = take(queue);
        assertEquals(1, second.number());
        assertNull(queue.take());
        queue.fail(second, earlier);
        assertEquals(earlier, assertThrows(InputException.class, queue::throwFailure));
    }

    @Test
    void doesNotPassOverASplitInSilence() {
        SplitQueue queue = new SplitQueue(List.of(new Part("a", 0), new Part("a", 0)));
        take(queue);

        assertThrows(IllegalStateException.class, queue::throwFailure);
    }
}
