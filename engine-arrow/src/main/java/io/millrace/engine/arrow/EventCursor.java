package io.millrace.engine.arrow;

import io.millrace.engine.arrow.spill.BlockReader;
import io.millrace.engine.arrow.spill.OpenRun;
import org.apache.arrow.memory.ArrowBuf;

/** Where encoded events in order are being read. */
interface EventCursor extends AutoCloseable {
    /** Goes to the next event; false where there is none. */
    boolean next();

    /** The event's hash, to be compared as an unsigned number. */
    long hash();

    /** The address of the event, valid until the next one is gone to. */
    long event();

    @Override
    void close();

    /** Some of the events that a thread holds, which stay its own. */
    final class OfMemory implements EventCursor {
        private final HeldEvents events;
        private final int to;
        private int place;

        /**
         * @param from the place of the first
         * @param to the place after the last
         */
        OfMemory(HeldEvents events, int from, int to) {
            this.events = events;
            this.place = from - 1;
            this.to = to;
        }

        @Override
        public boolean next() {
            place++;
            return place < to;
        }

        @Override
        public long event() {
            return events.address(place);
        }

        @Override
        public long hash() {
            return events.hash(place);
        }

        @Override
        public void close() {}
    }

    /** A partition of a run on disk. */
    final class OfRun implements EventCursor {
        private final ArrowBuf block;
        private final ArrowBuf event;
        private final BlockReader in;

        /**
         * @param largest the bytes of the largest event
         */
        OfRun(OpenRun run, int partition, StateMemory memory, int blockBytes, int largest) {
            this.block = memory.allocateRaw(blockBytes);
            try {
                this.event = memory.allocateRaw(HeldEvent.bytesOf(largest));
            } catch (RuntimeException e) {
                block.close();
                throw e;
            }
            this.in = run.reader(partition, block);
        }

        @Override
        public boolean next() {
            if (!in.hasNext()) {
                return false;
            }
            int size = in.readLength();
            HeldEvent.putSizes(event.memoryAddress(), size, in.readLength());
            in.readBytes(event.memoryAddress() + HeldEvent.HEADER, size);
            return true;
        }

        @Override
        public long event() {
            return event.memoryAddress();
        }

        @Override
        public long hash() {
            return HeldEvent.hash(event.memoryAddress());
        }

        @Override
        public void close() {
            event.close();
            block.close();
        }
    }
}
