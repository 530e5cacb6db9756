package io.millrace.yaml;

import java.util.List;

/** The keys that a feature set's file may have, by where they stand; in the order in which they are written. */
final class Keys {
    static final List<String> SET = List.of(
            "feature_set", "entity", "time", "window", "columns", "where", "validators", "let", "features", "checks");
    static final List<String> VALIDATOR = List.of("use");
    static final List<String> DEFINITION =
            List.of("for", "window", "windows", "offset", "default", "is", "description");
    static final List<String> CHECK =
            List.of("min", "max", "not_null", "unique", "max_default", "share", "expression", "use", "severity");
    static final List<String> SHARE = List.of("value", "min", "max");
    static final List<String> CORRELATION = List.of("max", "severity");

    private Keys() {}
}
