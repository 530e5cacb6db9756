package io.millrace.engine.arrow;

import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Where the threads of a run meet when the memory is full: all of them spill, and the one that ran out goes on alone
 * until the end of its batch, with all of the memory; then the others go on too. So a batch that fits into the memory of
 * an engine that holds nothing else is always taken in, however many threads there are.
 */
final class SpillGate {
    /** A thread's state. */
    interface Member {
        /** Writes all of it to disk and starts anew. */
        void spill();

        boolean isEmpty();
    }

    private static final int NOBODY = -1;

    private final List<? extends Member> members;
    private final Runnable clearShared;

    /** Of each member whether it waits here or has ended, and so may spill. */
    private boolean[] waiting = new boolean[0];

    private boolean[] ended = new boolean[0];

    /** The last round that a member has spilled for, and the one that a member has asked for, 0 for none. */
    private int[] spilled = new int[0];

    private int[] asked = new int[0];
    private int round;
    private volatile int alone = NOBODY;
    private volatile boolean closed;

    /**
     * @param clearShared frees what all members' states refer to, when none of them holds any
     */
    SpillGate(List<? extends Member> members, Runnable clearShared) {
        this.members = members;
        this.clearShared = clearShared;
    }

    /** The members are complete; none has begun. */
    synchronized void start() {
        waiting = new boolean[members.size()];
        ended = new boolean[members.size()];
        spilled = new int[members.size()];
        asked = new int[members.size()];
    }

    /** A safe point of a member: waits here while another one is alone, and spills where it is to. */
    void pass(int member) {
        if (closed && alone != member) {
            await(member, this::isOpen, () -> waiting[member] = false);
        }
    }

    /**
     * Called by a member that is out of memory: spills all members' state. Afterwards the member is alone until {@link
     * #open}.
     *
     * @return whether nobody holds anything, so that there is no more memory to be had
     */
    boolean exhausted(int member) {
        synchronized (this) {
            round++;
            asked[member] = round;
            closed = true;
            notifyAll();
        }
        await(member, () -> mayBeAlone(member), () -> goAlone(member));
        return members.stream().allMatch(Member::isEmpty);
    }

    private void goAlone(int member) {
        alone = member;
        asked[member] = 0;
        waiting[member] = false;
        if (members.stream().allMatch(Member::isEmpty)) {
            clearShared.run();
        }
    }

    /** The member is at the end of what it had to do alone. */
    void open(int member) {
        synchronized (this) {
            if (alone == member) {
                alone = NOBODY;
                closed = Arrays.stream(asked).anyMatch(number -> number > 0);
                notifyAll();
            }
        }
    }

    /** The member holds nothing any more and wants nothing, wherever it failed: nobody is to wait for its spill. */
    synchronized void leave(int member) {
        asked[member] = 0;
        spilled[member] = round;
        if (alone == member) {
            alone = NOBODY;
        }
        closed = alone != NOBODY || Arrays.stream(asked).anyMatch(number -> number > 0);
        notifyAll();
    }

    /** The member takes in no more rows. Returns when no member does, so that it spills what it has where it is to. */
    void end(int member) {
        synchronized (this) {
            ended[member] = true;
            notifyAll();
        }
        await(member, this::isOver, () -> {});
    }

    /** Waits until the condition holds, spilling where any member asks for it. */
    private void await(int member, BooleanSupplier mayGo, Runnable go) {
        while (true) {
            int now;
            synchronized (this) {
                waiting[member] = true;
                notifyAll();
                waitUntil(() -> spilled[member] < round || mayGo.getAsBoolean());
                if (spilled[member] == round) {
                    go.run();
                    return;
                }
                now = round;
            }
            if (!members.get(member).isEmpty()) {
                members.get(member).spill();
            }
            synchronized (this) {
                spilled[member] = now;
            }
        }
    }

    private synchronized void waitUntil(BooleanSupplier condition) {
        try {
            while (!condition.getAsBoolean()) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw WorkerPool.interrupted();
        }
    }

    private boolean isOpen() {
        return alone == NOBODY && Arrays.stream(asked).allMatch(number -> number == 0);
    }

    private boolean isOver() {
        for (boolean hasEnded : ended) {
            if (!hasEnded) {
                return false;
            }
        }
        return true;
    }

    private boolean mayBeAlone(int member) {
        if (alone != NOBODY && alone != member) {
            return false;
        }
        for (int other = 0; other < waiting.length; other++) {
            if (other != member && (!waiting[other] || spilled[other] < asked[member])) {
                return false;
            }
        }
        return true;
    }
}
