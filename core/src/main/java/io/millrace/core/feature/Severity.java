package io.millrace.core.feature;

/** What a check means that does not hold. */
public enum Severity {
    /** It is reported. */
    WARN,
    /** It is reported, and a strict run fails. */
    FAIL
}
