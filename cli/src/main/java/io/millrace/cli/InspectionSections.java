package io.millrace.cli;

import io.millrace.cli.render.Cell;
import io.millrace.cli.render.Section;
import io.millrace.cli.render.Table;
import io.millrace.core.event.DataType;
import io.millrace.core.inspect.DayCounts;
import io.millrace.core.inspect.EventInspection;
import io.millrace.core.inspect.InputOverview;
import io.millrace.core.inspect.ValueCounts;
import io.millrace.core.matrix.ColumnProfile;
import io.millrace.core.run.DayRange;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** What an event log looks like. */
final class InspectionSections {
    private static final int MOST_LISTED = 20;
    private static final int MOST_CHARACTERS = 40;

    private InspectionSections() {}

    static Section files(InputOverview input) {
        return Section.facts("files", "Files")
                .add("format", input.format())
                .add("files", Cell.count(input.files()))
                .add("rows", count(input.rows()))
                .add("row_groups", Cell.count(input.rowGroups()))
                .add("bytes", Cell.bytes(input.bytes()))
                .build();
    }

    /** The columns by the files' metadata; what that does not tell is left empty. */
    static Section columns(String heading, InputOverview input) {
        boolean alike = input.columns().stream().allMatch(InputOverview.Column::isUniform);
        Table.Builder table = Table.builder()
                .left("column")
                .left("type")
                .left("stored_as")
                .right("nulls")
                .right("min")
                .right("max");
        if (!alike) {
            table.left("drift");
        }
        for (InputOverview.Column column : input.columns()) {
            List<Cell> row = new ArrayList<>(List.of(
                    Cell.text(column.name()),
                    column.type().map(type -> Cell.text(type.sql())).orElse(Cell.quiet("not read")),
                    Cell.text(String.join(" | ", column.forms().keySet())),
                    count(column.statistics().nulls()),
                    value(column.type(), column.statistics().min()),
                    value(column.type(), column.statistics().max())));
            if (!alike) {
                row.add(drift(column, input.files()));
            }
            table.row(row);
        }
        return new Section.Rows("columns", heading + (alike ? ", alike in all files" : ""), table.build());
    }

    private static Cell drift(InputOverview.Column column, int files) {
        if (column.isUniform()) {
            return Cell.EMPTY;
        }
        List<String> words = new ArrayList<>();
        if (column.forms().size() > 1) {
            column.forms().forEach((form, having) -> words.add(form + " in " + some(having, files)));
        }
        if (!column.missing().isEmpty()) {
            words.add("missing in " + some(column.missing(), files));
        }
        return Cell.text(String.join("; ", words)).toned(Cell.Tone.BAD);
    }

    private static String some(List<String> files, int all) {
        String first = files.get(0);
        return files.size() == 1 ? first : files.size() + " of " + all + " files, such as " + first;
    }

    static Section events(String heading, EventInspection inspection, String timeColumn) {
        Section.FactsBuilder facts = Section.facts("events", heading)
                .add("rows", Cell.count(inspection.profile().rows()));
        Optional<ColumnProfile> time = inspection.profile().columns().stream()
                .filter(column -> column.name().equals(timeColumn) && column.type() == DataType.TIMESTAMP)
                .findFirst();
        if (time.isEmpty()) {
            return facts.add(
                            "time_span",
                            Cell.quiet("there is no column " + timeColumn + " of times; name it with --time-column"))
                    .build();
        }
        facts.add("first", value(Optional.of(DataType.TIMESTAMP), time.get().min()))
                .add("last", value(Optional.of(DataType.TIMESTAMP), time.get().max()));
        inspection
                .days()
                .ifPresent(days ->
                        facts.add("days_with_events", Cell.count(days.days())).add("missing_days", missing(days)));
        return facts.build();
    }

    private static Cell missing(DayCounts days) {
        if (!days.isComplete()) {
            return Cell.quiet("not told: the times spread over too many days");
        }
        List<DayRange> gaps = days.missing();
        String text = gaps.stream()
                .limit(MOST_LISTED)
                .map(gap -> gap.first().equals(gap.last()) ? gap.first().toString() : gap.first() + " to " + gap.last())
                .collect(Collectors.joining(", "));
        String more = gaps.size() > MOST_LISTED ? " and " + (gaps.size() - MOST_LISTED) + " more gaps" : "";
        return gaps.isEmpty() ? Cell.text("none") : Cell.text(text + more).toned(Cell.Tone.BAD);
    }

    /**
     * How often each type of event occurs.
     *
     * @param most how many types are listed one by one
     */
    static Section types(String heading, ValueCounts counts, String column, int most) {
        long total = counts.nulls() + counts.others() + sum(counts.byFrequency());
        Table.Builder table = Table.builder().left(column).right("rows").right("share");
        long rest = counts.others();
        int listed = 0;
        for (Map.Entry<String, Long> entry : counts.byFrequency().entrySet()) {
            if (listed++ < most) {
                String shown = entry.getKey().isEmpty() ? "\"\"" : shortened(entry.getKey());
                row(table, Cell.text(entry.getKey()).withText(shown), entry.getValue(), total);
            } else {
                rest += entry.getValue();
            }
        }
        if (rest > 0) {
            row(table, Cell.quiet("(others)"), rest, total);
        }
        if (counts.nulls() > 0) {
            row(table, Cell.quiet("(null)"), counts.nulls(), total);
        }
        return new Section.Rows("event_types", heading, table.build());
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static void row(Table.Builder table, Cell name, long rows, long total) {
        table.row(name, Cell.count(rows), Cell.share(total == 0 ? 0 : (double) rows / total));
    }

    static Section profile(EventInspection inspection) {
        Table.Builder table = Table.builder()
                .left("column")
                .left("type")
                .right("nulls")
                .right("min")
                .right("max")
                .right("mean")
                .right("distinct");
        for (ColumnProfile column : inspection.profile().columns()) {
            Optional<DataType> type = Optional.of(column.type());
            table.row(
                    Cell.text(column.name()),
                    Cell.text(column.type().sql()),
                    Cell.count(column.nulls()),
                    value(type, column.min()),
                    value(type, column.max()),
                    column.mean().isPresent() ? Cell.number(column.mean().getAsDouble()) : Cell.EMPTY,
                    distinct(column));
        }
        return new Section.Rows("values", "Values", table.build());
    }

    private static Cell distinct(ColumnProfile column) {
        Cell count = Cell.count(column.distinct());
        return column.distinctExact() ? count : count.withText("about " + count.text());
    }

    private static Cell count(OptionalLong count) {
        return count.isPresent() ? Cell.count(count.getAsLong()) : Cell.EMPTY;
    }

    private static Cell value(Optional<DataType> type, Optional<Object> value) {
        Object found = value.orElse(null);
        if (found instanceof Long unscaled && type.filter(DataType::isDecimal).isPresent()) {
            BigDecimal decimal = BigDecimal.valueOf(unscaled, type.get().scale());
            return Cell.number(decimal.doubleValue()).withText(decimal.toPlainString());
        } else if (found instanceof Long number) {
            boolean time = type.equals(Optional.of(DataType.TIMESTAMP));
            return time ? Cell.time(number) : Cell.count(number).withText(Long.toString(number));
        } else if (found instanceof Double number) {
            return Cell.number(number);
        } else if (found instanceof String text) {
            return Cell.text(text).withText(text.isEmpty() ? "\"\"" : shortened(text));
        }
        return found == null ? Cell.EMPTY : new Cell(found, found.toString(), Cell.Tone.PLAIN);
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= MOST_CHARACTERS
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MOST_CHARACTERS - 3)) + "...";
    }
}
