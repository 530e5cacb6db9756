package io.millrace.core.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonValueTest {
    private static final String[] PIECES = {
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"a\"",
        "\"b\"",
        "\"\\u0061\"",
        "\"\"",
        "\"x\\n\\\"y\"",
        "\"\\ud83d\\ude00\"",
        "\"\\ud83d\"",
        "\"é\"",
        "1",
        "-0",
        "0.50",
        "1e5",
        "01",
        "-",
        "true",
        "false",
        "null",
        "nul",
        " ",
        "\n"
    };
    private static final String[] PATHS = {"$", "$.a", "$.b", "$.a.a", "$.a[0]", "$[0]", "$[1]", "$[1].b", "$.\"\""};

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "none",
            value = {
                "$.a | {\"a\": \"x\"} | x",
                "$.a | {\"a\": \"\"} | ``",
                "$.a | {\"a\": 1.50} | 1.50",
                "$.a | {\"a\": -1.0e+05} | -1.0e+05",
                "$.a | {\"a\": 123456789012345678901234567890} | 123456789012345678901234567890",
                "$.a | {\"a\": true} | true",
                "$.a | {\"a\": false} | false",
                "$.a | {\"a\": null} | none",
                "$.a | {\"a\": {}} | none",
                "$.a | {\"a\": []} | none",
                "$.a | {} | none",
                "$.a | [] | none",
                "$.a | 1 | none",
                "$.a | {\"A\": 1} | none",
                "$.a | {\"a\": 1, \"a\": 2} | 1",
                "$.a | {\"a\": null, \"a\": 2} | none",
                "$.a.b | {\"a\": {\"c\": 1}, \"a\": {\"b\": 2}} | none",
                "$.a.b | {\"b\": 0, \"x\": {\"b\": 1}, \"a\": {\"x\": {\"b\": 2}, \"b\": 3}} | 3",
                "$.a.b | {\"a\": 1} | none",
                "$.a.b | {\"a\": [{\"b\": 1}]} | none",
                "$.a.a.a | {\"a\": {\"a\": {\"a\": 7}}} | 7",
                "$[0] | [\"x\", \"y\"] | x",
                "$[1] | [\"x\", \"y\"] | y",
                "$[2] | [\"x\", \"y\"] | none",
                "$[1] | [[1, 2, 3], 4] | 4",
                "$[1][0] | [[1, 2], [3]] | 3",
                "$[1][1] | [[1, 2], [3], [4, 5]] | none",
                "$[0] | {\"0\": 1} | none",
                "$.\"0\" | {\"0\": 1} | 1",
                "$[2].a[1] | [0, [0, 1], {\"b\": [5], \"a\": [6, 7]}] | 7",
                "$ | 17 | 17",
                "$ | \"x\" | x",
                "$ | null | none",
                "$ | {} | none",
                "$.\"a.b\" | {\"a\": {\"b\": 1}, \"a.b\": 2} | 2",
                "$.\"é\" | {\"\\u00e9\": 1} | 1",
                "$.\"\" | {\"\": 1} | 1",
                "$.a | {\"\\u0061\": 1} | 1",
                "$.a | {\"a\\u0000\": 1, \"a\": 2} | 2",
                "$.a | {\"a\": \"\\\"\\\\\\/\\u0041\"} | \"\\/A",
                "$.a | {\"a\": \"\\u00e9\\u20ac\\uD83D\\uDE00z\"} | é€😀z",
                "$.a | {\"a\":\"é😀\"} | é😀"
            })
    void findsTheValueAtThePath(String path, String text, @Nullable String expected) {
        assertEquals(expected, value(path, text));
        assertEquals(expected, value(path, " \t\r\n" + text.replace(":", " \n: ") + "\n"));
        assertEquals(expected, JsonTree.value(text, path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[",
                "}",
                "{\"a\": 1",
                "{\"a\": 1,}",
                "{\"a\": 1,, \"b\": 2}",
                "{, \"a\": 1}",
                "{\"a\": 1]",
                "{\"a\"}",
                "{\"a\" 1}",
                "{\"a\": 1 \"b\": 2}",
                "{\"a\": 1} {",
                "{\"a\": 1}x",
                "{\"a\": 1}\0",
                "{a: 1}",
                "{'a': 1}",
                "{1: 1, \"a\": 1}",
                "{\"a\": 1, \"b\": }",
                "{\"a\": 1, \"b\": 01}",
                "{\"a\": 1, \"b\": +1}",
                "{\"a\": 1, \"b\": .5}",
                "{\"a\": 1, \"b\": 5.}",
                "{\"a\": 1, \"b\": 1e}",
                "{\"a\": 1, \"b\": -}",
                "{\"a\": 1, \"b\": 0x1}",
                "{\"a\": 1, \"b\": NaN}",
                "{\"a\": 1, \"b\": Infinity}",
                "{\"a\": 1, \"b\": tru}",
                "{\"a\": 1, \"b\": True}",
                "{\"a\": 1, \"b\": nulll}",
                "{\"a\": 1, \"b\": \"x}",
                "{\"a\": 1, \"b\": \"\\x\"}",
                "{\"a\": 1, \"b\": \"\\u12g4\"}",
                "{\"a\": 1, \"b\": \"\\u123",
                "{\"a\": 1, \"b\": \"\\",
                "{\"a\": 1, \"b\": \"\\ud800\"}",
                "{\"a\": 1, \"b\": \"\\ud800\\u0041\"}",
                "{\"a\": 1, \"b\": \"\\ud800\\ud800\"}",
                "{\"a\": 1, \"b\": \"\\udc00\"}",
                "{\"a\": 1, \"b\": \"line\nbreak\"}",
                "{\"a\": 1, \"b\": \"tab\t\"}",
                "{\"a\": 1, \"b\": [1, 2,]}",
                "{\"a\": 1, \"b\": [1 2]}",
                "{\"a\": 1, \"b\": [1}",
                "{\"a\": 1} // comment",
                "\uFEFF{\"a\": 1}",
                "\u00a0{\"a\": 1}",
                "undefined"
            })
    void givesNothingWhereTheTextIsNoJson(String text) {
        assertNull(value("$.a", text));
        assertNull(JsonTree.value(text, "$.a"));
    }

    @Property(tries = 20_000)
    void findsWhatTheTreeHas(@ForAll Random random) {
        StringBuilder text = new StringBuilder();
        write(text, random, 3);
        if (random.nextInt(4) == 0) {
            int place = random.nextInt(text.length() + 1);
            text.insert(place, PIECES[random.nextInt(PIECES.length)]);
        }
        for (String path : PATHS) {
            assertEquals(JsonTree.value(text.toString(), path), value(path, text.toString()), path + " of " + text);
        }
    }

    private static void write(StringBuilder text, Random random, int depth) {
        int kind = depth == 0 ? 2 : random.nextInt(4);
        if (kind >= 2) {
            text.append(PIECES[6 + random.nextInt(PIECES.length - 6)]);
            return;
        }
        text.append(kind == 0 ? '{' : '[');
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(kind == 0 ? PIECES[6 + random.nextInt(4)] + ":" : "");
            write(text, random, depth - 1);
            text.append(i > 1 ? ", " : "");
        }
        text.append(kind == 0 ? '}' : ']');
    }

    @Test
    void readsTextsThatAreNestedDeepAndNoneThatAreNestedDeeper() {
        int most = JsonValue.MOST_NESTING;
        String path = "$" + "[0]".repeat(most);
        assertEquals("1", value(path, "[".repeat(most) + "1" + "]".repeat(most)));
        assertNull(value(path, "[".repeat(most + 1) + "1" + "]".repeat(most + 1)));
        assertNull(value("$", "[".repeat(1_000_000)));
        assertNull(value("$", "{\"a\":".repeat(1_000_000)));
        String mixed = "{\"a\":[".repeat(most / 2) + "1" + "]}".repeat(most / 2);
        assertEquals("1", value("$" + ".a[0]".repeat(most / 2), mixed));
    }

    @Test
    void readsWithinTheGivenPlacesOnly() {
        byte[] utf8 = "[1] {\"a\": \"x\"} 2".getBytes(UTF_8);
        JsonValue value = new JsonValue(JsonPath.parse("$.a"));
        assertTrue(value.find(utf8, 4, utf8.length - 2));
        assertEquals("x", new String(value.bytes(), value.offset(), value.length(), UTF_8));
        assertTrue(!value.find(utf8, 4, utf8.length - 3));
        assertTrue(!value.find(utf8, 4, utf8.length));
    }

    @Test
    void readsNaughtyStrings() throws IOException {
        Path folder = SharedFiles.path("corpus/naughty-strings");
        String text = Files.readString(folder.resolve("blns.json"));
        for (int i = 0; i < 515; i++) {
            String path = "$[" + i + "]";
            String found = value(path, text);
            assertEquals(JsonTree.value(text, path), found);
            assertNotNull(found, path);
        }
        assertNull(value("$[515]", text));
    }

    private static @Nullable String value(String path, String text) {
        byte[] utf8 = text.getBytes(UTF_8);
        JsonValue value = new JsonValue(JsonPath.parse(path));
        return value.find(utf8, 0, utf8.length)
                ? new String(value.bytes(), value.offset(), value.length(), UTF_8)
                : null;
    }
}
