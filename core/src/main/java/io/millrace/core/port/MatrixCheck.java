package io.millrace.core.port;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.Schema;
import io.millrace.core.matrix.MatrixProfile;

/**
 * A check of one's own on the whole matrix. An exception of it ends the run as wrong input. Found with {@link java.util.ServiceLoader}, or handed over in {@link
 * Extensions}.
 */
public interface MatrixCheck {
    /** The name by which feature sets use it. */
    String name();

    /** Begins with the columns of the matrix. */
    Running start(Schema matrix);

    /** The check on its way through the rows; used by one thread. */
    interface Running {
        /** Takes the rows of a batch, which is valid during the call. */
        void add(ColumnBatch batch);

        /**
         * What was found on all rows.
         *
         * @param profile of the same rows
         */
        Outcome outcome(MatrixProfile profile);
    }

    /**
     * What a check found.
     *
     * @param violations how many rows break it; 0 where it holds
     * @param observed what was seen, for a person
     */
    record Outcome(long violations, String observed) {}
}
