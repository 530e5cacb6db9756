package io.millrace.yaml;

import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;

/**
 * Quotes texts that would else be taken for numbers or booleans, and quotes, and so escapes, what YAML would else take for
 * the end of a line and read back as a space.
 */
final class TextQuotes extends StringQuotingChecker.Default {
    private static final long serialVersionUID = 1L;
    private static final String BREAKS = "\r\u0085\u2028\u2029\uFEFF";

    @Override
    public boolean needToQuoteName(String name) {
        return hasBreak(name) || super.needToQuoteName(name);
    }

    @Override
    public boolean needToQuoteValue(String value) {
        return hasBreak(value) || Scalars.isNoText(value) || super.needToQuoteValue(value);
    }

    /** Whether it has what ends a line for YAML, besides the newline. */
    static boolean hasBreak(String text) {
        return text.chars().anyMatch(c -> BREAKS.indexOf(c) >= 0);
    }
}
