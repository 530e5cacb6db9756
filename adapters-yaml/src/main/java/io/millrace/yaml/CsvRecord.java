package io.millrace.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.core.event.DataType;
import io.millrace.core.feature.Types;
import io.millrace.core.number.TimeFormat;
import io.millrace.core.port.CsvDialect;
import io.millrace.core.port.ReadOptions;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How CSV was read, in the record of a run. */
final class CsvRecord {
    static final String KEY = "csv";

    private CsvRecord() {}

    static ObjectNode of(ReadOptions options) {
        CsvDialect dialect = options.csv();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ObjectNode columns = node.putObject("columns");
        options.declared().forEach((name, type) -> columns.put(name, type.sql()));
        node.put("delimiter", String.valueOf(dialect.delimiter()));
        put(node, "quote", dialect.quote());
        put(node, "escape", dialect.escape());
        put(node, "comment", dialect.comment());
        node.put("header", dialect.header());
        ArrayNode nullWords = node.putArray("null_words");
        dialect.nullWords().forEach(nullWords::add);
        node.put("charset", dialect.charset().name());
        ArrayNode timeFormats = node.putArray("time_formats");
        dialect.timeFormats().forEach(format -> timeFormats.add(format.text()));
        return node.put("most_row_bytes", dialect.mostRowBytes());
    }

    private static void put(ObjectNode node, String key, Optional<Character> character) {
        if (character.isPresent()) {
            node.put(key, String.valueOf(character.get()));
        } else {
            node.putNull(key);
        }
    }

    /**
     * The options with what the record tells of CSV.
     *
     * @param node what {@link #of} wrote
     * @throws IllegalArgumentException where it is something else
     */
    static ReadOptions apply(JsonNode node, ReadOptions options) {
        Map<String, DataType> columns = new LinkedHashMap<>();
        node.path("columns")
                .properties()
                .forEach(column -> columns.put(
                        column.getKey(),
                        Types.find(column.getValue().asText())
                                .orElseThrow(() -> new IllegalArgumentException("no type " + column.getValue()))));
        CsvDialect dialect = new CsvDialect(
                character(node, "delimiter").orElseThrow(() -> new IllegalArgumentException("no delimiter")),
                character(node, "quote"),
                character(node, "escape"),
                character(node, "comment"),
                node.path("header").asBoolean(true),
                texts(node.path("null_words")),
                Charset.forName(node.path("charset").asText()),
                texts(node.path("time_formats")).stream().map(TimeFormat::of).toList(),
                node.path("most_row_bytes").asInt());
        return options.withDeclared(columns).withCsv(dialect);
    }

    private static Optional<Character> character(JsonNode node, String key) {
        String text = node.path(key).asText("");
        return node.path(key).isTextual() && text.length() == 1 ? Optional.of(text.charAt(0)) : Optional.empty();
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(element -> texts.add(element.asText()));
        return texts;
    }
}
