package io.millrace.cli.report;

import io.millrace.core.plan.FeatureDescription;
import java.util.Optional;

/** What an entity without events has, as the matrix holds it: text without the quotes of the language. */
public final class DefaultText {
    private DefaultText() {}

    /** Empty where it depends on the as-of time, or is not known. */
    public static Optional<String> of(FeatureDescription feature) {
        boolean isWritten =
                feature.defaultValue().isPresent() && feature.defaultValue().equals(feature.byDefault());
        return feature.byDefault().map(text -> isWritten ? unquoted(text) : text);
    }

    private static String unquoted(String literal) {
        boolean isText = literal.length() > 1 && literal.startsWith("'") && literal.endsWith("'");
        return isText ? literal.substring(1, literal.length() - 1).replace("''", "'") : literal;
    }
}
