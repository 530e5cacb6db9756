package io.millrace.cli;

import io.millrace.cli.render.Amounts;
import io.millrace.cli.render.Cell;
import io.millrace.cli.render.Section;
import io.millrace.cli.render.Table;
import io.millrace.core.event.Field;
import io.millrace.core.feature.Lengths;
import io.millrace.core.number.TimestampText;
import io.millrace.core.plan.FeatureTrace.Kind;
import io.millrace.core.plan.FeatureTrace.Part;
import io.millrace.core.port.RowPlace;
import io.millrace.core.run.Fate;
import io.millrace.core.run.RowCounts;
import io.millrace.core.why.CellTrace;
import io.millrace.core.why.EntityEvent;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** How a cell came to be. */
final class WhySections {
    private final CellTrace trace;

    /** The numbers of the aggregations, from 1, by their places among the parts. */
    private final Map<Integer, Integer> numbers = new HashMap<>();

    WhySections(CellTrace trace) {
        this.trace = trace;
        aggregations().forEach(part -> numbers.put(part.number(), numbers.size() + 1));
    }

    private List<CellTrace.Value> aggregations() {
        return trace.parts().stream()
                .filter(part -> part.part().kind() == Kind.AGGREGATION)
                .toList();
    }

    private int number(int part) {
        return Objects.requireNonNull(numbers.get(part), "only aggregations take events");
    }

    Section aggregations(String heading) {
        Table.Builder table = Table.builder()
                .right("number")
                .left("name")
                .left("aggregation")
                .left("window")
                .right("events")
                .right("value");
        for (CellTrace.Value part : aggregations()) {
            table.row(
                    Cell.count(number(part.number())),
                    name(part),
                    Cell.text(part.part().text()),
                    Cell.text(window(part.part())),
                    Cell.count(part.events()),
                    ValueCells.of(part.type(), part.value()));
        }
        return new Section.Rows("aggregations", heading, table.build());
    }

    private static Cell name(CellTrace.Value part) {
        return part.part().name().isEmpty() ? Cell.EMPTY : Cell.text(part.part().name());
    }

    private static String window(Part part) {
        long offset = part.window().offset();
        String length = length(part.window().length());
        return offset == 0 ? length : length + ", until " + length(offset) + " before";
    }

    private static String length(long micros) {
        return Lengths.print(Duration.of(micros, ChronoUnit.MICROS));
    }

    /** The expressions over the aggregations' values, as far as they were evaluated. */
    Section steps(String heading) {
        Table.Builder table = Table.builder().left("name").left("expression").right("value");
        trace.parts().stream()
                .filter(part -> part.part().kind() == Kind.STEP)
                .forEach(part ->
                        table.row(name(part), Cell.text(part.part().text()), ValueCells.of(part.type(), part.value())));
        return new Section.Rows("steps", heading, table.build());
    }

    /**
     * @param key the names of the entity's columns, which are the same in all events
     * @param time the name of the column of event times
     */
    Section events(String heading, List<String> key, String time) {
        List<Integer> shown = new ArrayList<>();
        Set<String> names = new HashSet<>(key);
        Table.Builder table = Table.builder().left(time);
        for (int i = 0; i < trace.columns().size(); i++) {
            Field column = trace.columns().get(i);
            if (!key.contains(column.name()) && !column.name().equals(time)) {
                shown.add(i);
                names.add(column.name());
                if (column.type().isNumeric()) {
                    table.right(column.name());
                } else {
                    table.left(column.name());
                }
            }
        }
        table.left(unlike("taken_by", names)).left(unlike("file", names)).right(unlike("place", names));
        trace.events().forEach(event -> table.row(row(event, shown)));
        return new Section.Rows("events", heading, table.build());
    }

    /** A name that no column of the events has. */
    private static String unlike(String name, Set<String> names) {
        return names.contains(name) ? unlike(name + "_", names) : name;
    }

    private List<Cell> row(EntityEvent event, List<Integer> shown) {
        List<Cell> row = new ArrayList<>();
        row.add(Cell.text(TimestampText.toString(event.time())));
        shown.forEach(column -> row.add(
                ValueCells.of(trace.columns().get(column).type(), event.values().get(column))));
        row.add(Cell.text(event.takenBy().stream()
                .mapToObj(part -> String.valueOf(number(part)))
                .collect(Collectors.joining(" "))));
        row.add(Cell.text(event.file()));
        row.add(place(event.place()));
        return row;
    }

    private static Cell place(RowPlace place) {
        if (place.line() >= 0) {
            return Cell.count(place.line()).withText("line " + place.line());
        }
        return place.offset() >= 0 ? Cell.count(place.offset()).withText("row " + place.offset()) : Cell.EMPTY;
    }

    Section log(String heading) {
        RowCounts rows = trace.report().rows();
        int shown = trace.events().size();
        Section.FactsBuilder facts = Section.facts("log", heading)
                .add("rows", Cell.count(rows.read()))
                .add("events_used", Cell.count(rows.get(Fate.USED)))
                .add("events_taken", Cell.count(trace.eventCount()))
                .add(
                        "events_shown",
                        Cell.count(shown)
                                .withText(
                                        shown == trace.eventCount()
                                                ? "all"
                                                : "the last " + Amounts.count(shown) + " of "
                                                        + Amounts.count(trace.eventCount()) + "; --limit shows more"));
        if (rows.get(Fate.DUPLICATE) > 0) {
            facts.add(
                    "duplicates",
                    Cell.count(rows.get(Fate.DUPLICATE))
                            .withText(Amounts.count(rows.get(Fate.DUPLICATE))
                                    + " removed, which are among the events taken and shown"));
        }
        if (rows.get(Fate.REFUSED) > 0) {
            facts.add("refused", Cell.count(rows.get(Fate.REFUSED)));
        }
        return facts.build();
    }
}
