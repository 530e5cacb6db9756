package io.millrace.core.port;

import java.util.List;

/**
 * A list of entities that must all appear in the matrix, and no others. Repeated entries count once; a null is an error.
 *
 * @param table the table that holds the list
 * @param columns its columns of the entity key, in the order of the plan's
 */
public record Roster(EventSource table, List<String> columns) {
    public Roster {
        columns = List.copyOf(columns);
    }
}
