package io.millrace.core.run;

/** What became of a row that was read: the first that applies, exactly one for every row. */
public enum Fate {
    QUARANTINED("quarantined"),
    WITHOUT_TIME("without event time"),
    BEFORE_WINDOW("before the window"),
    AFTER_AS_OF("at or after the as-of time"),
    EXCLUDED("excluded by the set's where"),
    WITHOUT_KEY("without entity key"),
    NOT_IN_SAMPLE("outside the sample"),
    NOT_IN_ROSTER("not in the roster"),
    REFUSED("refused by a validator"),
    DUPLICATE("duplicate"),
    USED("used");

    private final String label;

    Fate(String label) {
        this.label = label;
    }

    /** The words for it in reports. */
    public String label() {
        return label;
    }
}
