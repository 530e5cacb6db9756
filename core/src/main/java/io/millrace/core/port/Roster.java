package io.millrace.core.port;

/**
 * A list of entities that must all appear in the matrix, and no others. Repeated entries count once; a null is an error.
 *
 * @param table the table that holds the list
 * @param column the column of entity keys in it
 */
public record Roster(EventSource table, String column) {}
