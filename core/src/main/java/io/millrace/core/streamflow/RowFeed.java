package io.millrace.core.streamflow;

/** The rows of one day, in some order. */
interface RowFeed {
    /** Fills the rows until they are full or the day ends; no rows mean the end. */
    void fill(DayRows rows);
}
