package io.millrace.cli;

/** What a command said and how it ended. */
record Outcome(int code, String out, String err) {}
