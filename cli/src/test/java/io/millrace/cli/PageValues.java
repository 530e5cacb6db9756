package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.core.text.PlainText;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The values that a page of a report shows, each with its place in the report's JSON. */
final class PageValues {
    private static final Pattern VALUE =
            Pattern.compile("<data value=\"([^\"]*)\" data-at=\"([^\"]*)\">(.*?)</data>", Pattern.DOTALL);

    /** What stands in the JSON and that no reader misses on the page. */
    private static final Pattern NOT_SHOWN = Pattern.compile("/format_version"
            + "|/overview/(as_of_column|sample)"
            + "|/checks/\\d+/severity"
            + "|/features/\\d+/(constant|distinct_exact|other_values|histogram/(below|above))"
            + "|/correlations/(left_out|rows/(?<same>\\d+)/\\k<same>)"
            + "|/events/days_per_bar"
            + "|/events/missing/\\d+/(last|days)"
            + "|/events/(columns|unlisted)/\\d+/(others|nulls)");

    private PageValues() {}

    /** Every value of the page is that of the JSON, and every value of the JSON is on the page. */
    static void assertEqual(JsonNode json, String page) {
        Set<String> shown = new TreeSet<>();
        Matcher found = VALUE.matcher(page);
        while (found.find()) {
            String at = text(found.group(2));
            JsonNode node = json.at(at);
            assertFalse(node.isMissingNode(), "the page shows " + at);
            assertValue(at, node, text(found.group(1)), text(found.group(3)));
            shown.add(at);
        }
        TreeMap<String, JsonNode> leaves = new TreeMap<>();
        collect("", json, leaves);
        leaves.keySet().removeAll(shown);
        leaves.keySet().removeIf(at -> NOT_SHOWN.matcher(at).matches());
        assertEquals(Map.of(), leaves, "values that the page does not show");
        assertTrue(shown.size() > 100, shown.toString());
    }

    private static void assertValue(String at, JsonNode node, String value, String words) {
        if (node.isNull()) {
            assertEquals("null", value, at);
            assertEquals("–", words, at);
        } else if (node.isTextual()) {
            assertEquals(PlainText.of(node.asText()), value, at);
        } else if (node.isBoolean()) {
            assertEquals(node.asText(), value, at);
        } else {
            assertEquals(node.asDouble(), Double.parseDouble(value), at);
            assertWords(at, node.asDouble(), words);
        }
        assertFalse(words.isEmpty() && !value.isEmpty(), at + " shows nothing");
    }

    /** What people read is the number, to the digits that they read. */
    private static void assertWords(String at, double value, String words) {
        if (at.endsWith("share") && words.endsWith(" %") && Character.isDigit(words.charAt(0))) {
            assertEquals(value, Double.parseDouble(words.replace(" %", "")) / 100, 0.000501, at);
        } else if (words.matches("-?[0-9,]+")) {
            assertEquals(value, Double.parseDouble(words.replace(",", "")), Math.abs(value) * 1e-5, at);
        } else if (words.matches("[-−]?[0-9]+\\.[0-9]+")) {
            double read = Double.parseDouble(words.replace('−', '-'));
            assertEquals(value, read, Math.max(Math.abs(value) * 1e-5, at.contains("/rows/") ? 0.00501 : 0), at);
        }
    }

    private static void collect(String at, JsonNode node, Map<String, JsonNode> leaves) {
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(at + "/" + i, node.get(i), leaves);
            }
        } else if (node.isObject()) {
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                collect(at + "/" + member.getKey().replace("~", "~0").replace("/", "~1"), member.getValue(), leaves);
            }
        } else if (!node.isNull()) {
            leaves.put(at, node);
        }
    }

    private static String text(String markup) {
        return markup.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&nbsp;", "\u00a0")
                .replace("&amp;", "&");
    }
}
