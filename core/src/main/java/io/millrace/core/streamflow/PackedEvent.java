package io.millrace.core.streamflow;

/**
 * What an event holds beside its subscriber and its second, as bit fields of one long, so that the events of a day can be
 * put in order of time in primitive arrays. Text is held as a code into its {@link Vocabulary} dictionary.
 */
enum PackedEvent {
    TYPE(0, 4),
    DEVICE(4, 2),
    PLAN(6, 2),
    /** Whole seconds, up to 7200. */
    DURATION(8, 13),
    CONTENT(21, 13),
    /** The number of the subscriber's session on the day, from 1. */
    SESSION(34, 7),
    /** A code, or {@link #none} where the country is unknown. */
    COUNTRY(41, 4),
    REFERRER(45, 3),
    ERROR(48, 3),
    METADATA(51, 6),
    /** Which of the pages a page_view shows. */
    PAGE(57, 2),
    /** Which of the prices a billing_event has. */
    PRICE(59, 2);

    private final int shift;
    private final long mask;

    PackedEvent(int shift, int bits) {
        this.shift = shift;
        this.mask = (1L << bits) - 1;
    }

    int of(long packed) {
        return (int) (packed >>> shift & mask);
    }

    /** The bits of the value at this field's place, to be or-ed together with others. */
    long bits(int value) {
        return (value & mask) << shift;
    }

    /** The value that stands for null: all bits set. */
    int none() {
        return (int) mask;
    }
}
