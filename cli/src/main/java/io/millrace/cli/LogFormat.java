package io.millrace.cli;

import java.util.Locale;

/** In which form the command line talks on standard error. */
enum LogFormat {
    /** Lines for people. */
    TEXT,
    /** A JSON object a line, for programs. */
    JSON;

    static final String OPTION = "--log-format";

    /** What the arguments ask for, known before they are parsed, so that an error of parsing is told in this form as well. */
    static LogFormat of(String... arguments) {
        LogFormat format = TEXT;
        for (int i = 0; i < arguments.length && !arguments[i].equals("--"); i++) {
            String value = "";
            if (arguments[i].startsWith(OPTION + "=")) {
                value = arguments[i].substring(OPTION.length() + 1);
            } else if (arguments[i].equals(OPTION) && i + 1 < arguments.length) {
                value = arguments[i + 1];
            }
            if (!value.isEmpty()) {
                format = value.toUpperCase(Locale.ROOT).equals(JSON.name()) ? JSON : TEXT;
            }
        }
        return format;
    }
}
