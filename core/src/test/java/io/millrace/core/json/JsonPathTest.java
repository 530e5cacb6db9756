package io.millrace.core.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.json.JsonPath.Element;
import io.millrace.core.json.JsonPath.Member;
import io.millrace.core.json.JsonPath.Step;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonPathTest {
    @Test
    void readsEveryKindOfStep() {
        assertEquals(List.of(), JsonPath.parse("$").steps());
        assertEquals(
                List.of(
                        new Member("a"),
                        new Member("b c"),
                        new Member("d\"\\'"),
                        new Member(".x[0]"),
                        new Element(0),
                        new Element(17),
                        new Member("größe_2"),
                        new Member("")),
                JsonPath.parse("$.a.\"b c\"['d\"\\\\\\''][\".x[0]\"][0][17].größe_2.\"\"")
                        .steps());
        assertEquals(
                List.of(new Element(Integer.MAX_VALUE)),
                JsonPath.parse("$[2147483647]").steps());
    }

    @Property
    void readsWhatItPrints(@ForAll List<String> names, @ForAll boolean element) {
        JsonPath path = new JsonPath(names.stream()
                .<Step>map(name -> element && name.length() % 2 == 0 ? new Element(name.length()) : new Member(name))
                .toList());
        assertEquals(path, JsonPath.parse(path.toString()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "``; 1; a path begins with $",
                "a.b; 1; a path begins with $",
                "$a; 2; expected . or [",
                "$.; 3; expected a name",
                "$..a; 3; expected a name",
                "$.*; 3; expected a name",
                "$.a-b; 4; expected . or [",
                "$.a b; 4; expected . or [",
                "$[; 3; expected an element's place",
                "$[*]; 3; expected an element's place",
                "$[-1]; 3; expected an element's place",
                "$[a]; 3; expected an element's place",
                "$[1; 4; expected ]",
                "$['a'; 6; expected ]",
                "$['a; 3; the quote is not closed",
                "$.\"a; 3; the quote is not closed",
                "$.\"a\\n\"; 6; only \" and \\ may follow a \\",
                "$.\"a\\; 6; only \" and \\ may follow a \\",
                "$[2147483648]; 3; no array has as many elements"
            },
            ignoreLeadingAndTrailingWhitespace = true)
    void refusesWhatIsNoPath(String text, int position, String reason) {
        String message = String.valueOf(assertThrows(IllegalArgumentException.class, () -> JsonPath.parse(text))
                .getMessage());
        assertTrue(message.startsWith("the JSON path '" + text + "', position " + position + ": " + reason), message);
    }
}
