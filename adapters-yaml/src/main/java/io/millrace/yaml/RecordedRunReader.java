package io.millrace.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.core.run.DayRange;
import io.millrace.core.run.Fate;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** From the tree of a record to a {@link RecordedRun}. A record of fewer keys is taken; a value of the wrong form is not. */
final class RecordedRunReader {
    private static final int MOST_YEARS = 300_000;

    private RecordedRunReader() {}

    /**
     * @throws DateTimeException where a time is none
     * @throws IllegalArgumentException where a span of days ends before it begins
     */
    static RecordedRun read(JsonNode record) {
        JsonNode set = record.path("feature_set");
        JsonNode inputs = record.path("inputs");
        JsonNode byDay = record.path("used_by_day");
        return new RecordedRun(
                map(record.path("versions"), JsonNode::asText),
                texts(record.path("command")),
                set.path("name").asText(),
                set.path(RunRecordReader.DEFINITION).asText(),
                set.path("window").asText(),
                texts(record.path(RunRecordReader.AS_OF)).stream()
                        .map(Instant::parse)
                        .toList(),
                record.path("entities_from").asText(),
                record.path("sample").asDouble(1),
                texts(record.path("deduplicated_by")),
                inputs.path("format").asText(),
                inputs.path("bytes_read").asLong(),
                list(inputs.path("files"), RecordedRunReader::file),
                list(inputs.path("roster"), file -> file.path("name").asText()),
                rows(record.path("rows")),
                time(record.at("/event_times/earliest")),
                time(record.at("/event_times/latest")),
                list(record.path("missing_days"), RecordedRunReader::days),
                record.path("non_finite_values").asLong(),
                list(record.path("unlisted"), RecordedRunReader::values),
                text(byDay.path("first")).map(RecordedRunReader::day),
                list(byDay.path("events"), JsonNode::asLong),
                list(record.path("used_by_value"), RecordedRunReader::values),
                record.path("entities").asLong(),
                record.path("entities_without_events").asLong(),
                map(record.path("seconds"), JsonNode::asDouble),
                map(record.path("memory"), JsonNode::asLong),
                list(record.at("/threads/splits_taken"), JsonNode::asLong),
                record.at("/spilled/bytes").asLong());
    }

    private static RecordedRun.File file(JsonNode file) {
        return new RecordedRun.File(
                file.path("name").asText(), file.path("bytes").asLong(), rows(file.path("rows")));
    }

    /** Every fate that the record tells of, in the order of fates. */
    private static Map<Fate, Long> rows(JsonNode counts) {
        Map<Fate, Long> rows = new LinkedHashMap<>();
        for (Fate fate : Fate.values()) {
            JsonNode count = counts.path(fate.name().toLowerCase(Locale.ROOT));
            if (count.isNumber()) {
                rows.put(fate, count.asLong());
            }
        }
        return rows;
    }

    private static DayRange days(JsonNode range) {
        return new DayRange(
                day(range.path("first").asText()), day(range.path("last").asText()));
    }

    /** Of the years that a time in microseconds reaches. */
    private static LocalDate day(String text) {
        LocalDate day = LocalDate.parse(text);
        if (Math.abs(day.getYear()) > MOST_YEARS) {
            throw new DateTimeException("there is no event on " + text);
        }
        return day;
    }

    private static RecordedRun.Values values(JsonNode column) {
        JsonNode events = column.path("events");
        return new RecordedRun.Values(
                column.path("column").asText(),
                map(column.path("values"), JsonNode::asLong),
                events.isNumber() ? OptionalLong.of(events.asLong()) : OptionalLong.empty(),
                column.path("nulls").asLong(),
                column.path("overflown").asBoolean());
    }

    private static Optional<Instant> time(JsonNode node) {
        return text(node).map(Instant::parse);
    }

    private static Optional<String> text(JsonNode node) {
        return node.isTextual() ? Optional.of(node.asText()) : Optional.empty();
    }

    private static List<String> texts(JsonNode array) {
        return list(array, JsonNode::asText);
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> element) {
        List<T> list = new ArrayList<>();
        array.forEach(node -> list.add(element.apply(node)));
        return list;
    }

    /** Without members that are null. */
    private static <T> Map<String, T> map(JsonNode object, Function<JsonNode, T> value) {
        Map<String, T> map = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (!member.getValue().isNull()) {
                map.put(member.getKey(), value.apply(member.getValue()));
            }
        }
        return map;
    }
}
