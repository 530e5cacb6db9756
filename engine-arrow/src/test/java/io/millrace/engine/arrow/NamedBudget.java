package io.millrace.engine.arrow;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.run.MemoryBudget;
import io.millrace.core.run.ResourceException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The budget that a refusal names. */
final class NamedBudget {
    private static final Pattern ENOUGH = Pattern.compile("(?:at least|give) ([0-9]+[kmg]?)");

    private NamedBudget() {}

    static long in(ResourceException failure) {
        Matcher matcher = ENOUGH.matcher(failure.getMessage());
        assertTrue(matcher.find(), failure.getMessage());
        return MemoryBudget.parse(matcher.group(1)).bytes();
    }
}
