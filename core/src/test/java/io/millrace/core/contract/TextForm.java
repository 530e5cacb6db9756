package io.millrace.core.contract;

/** How a source tells its text: all of them mean the same, and no result may depend on which it is. */
public enum TextForm {
    /** One dictionary without repetition for all splits and threads, filled before anything is read. */
    SHARED,
    /** One dictionary per reader that grows from batch to batch and never repeats an entry. */
    GROWING,
    /** A new dictionary without repetition for every batch. */
    PER_BATCH,
    /** A dictionary object that is emptied and filled again for every batch. */
    CLEARED,
    /** A dictionary with one entry for every row, equal or not. */
    REPEATING
}
