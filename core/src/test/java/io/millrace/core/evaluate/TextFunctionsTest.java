package io.millrace.core.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.millrace.core.SharedFiles;
import io.millrace.core.event.DataType;
import io.millrace.core.json.JsonTree;
import io.millrace.core.plan.ScalarFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFunctionsTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "hello, 1, 5, hello",
                "hello, 2, 3, ell",
                "hello, 2, none, ello",
                "hello, 0, none, hello",
                "hello, -7, none, hello",
                "hello, 0, 2, h",
                "hello, -1, 2, ''",
                "hello, -1, 3, h",
                "hello, -1, 100, hello",
                "hello, 5, 1, o",
                "hello, 5, 9, o",
                "hello, 6, 1, ''",
                "hello, 6, none, ''",
                "hello, 3, 0, ''",
                "hello, 9223372036854775807, 9223372036854775807, ''",
                "hello, -9223372036854775808, 9223372036854775807, ''",
                "hello, -9223372036854775806, 9223372036854775807, ''",
                "hello, -9223372036854775805, 9223372036854775807, h",
                "hello, -9223372036854775808, none, hello",
                "hello, 2, 9223372036854775807, ello",
                "'', 1, 1, ''",
                "'', 0, none, ''",
                "añ😀z, 2, 2, ñ😀",
                "añ😀z, 4, none, z",
                "añ😀z, 3, 1, 😀"
            })
    void cutsAsSqlDoes(String text, long start, @Nullable Long length, String expected) {
        Object[] constants = length == null ? new Object[] {start} : new Object[] {start, length};
        assertEquals(List.of(expected), apply(ScalarFunction.SUBSTRING, DataType.TEXT, text, constants));
    }

    @Test
    void refusesANegativeLength() {
        EvaluationException failure = assertThrows(
                EvaluationException.class, () -> apply(ScalarFunction.SUBSTRING, DataType.TEXT, "abc", 2L, -1L));
        assertEquals("substring(…, 2, -1): the length is below 0; greatest(…, 0) makes it 0", failure.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "Hello WORLD, hello world, HELLO WORLD",
        "straße, straße, STRASSE",
        "ΟΔΥΣΣΕΥΣ, οδυσσευς, ΟΔΥΣΣΕΥΣ",
        "I, i, I",
        "ı, ı, I",
        "@[`{, @[`{, @[`{",
        "'', '', ''",
        "😀a, 😀a, 😀A"
    })
    void changesCaseWhateverTheCountry(String text, String lower, String upper) {
        assertEquals(List.of(lower), apply(ScalarFunction.LOWER, DataType.TEXT, text));
        assertEquals(List.of(upper), apply(ScalarFunction.UPPER, DataType.TEXT, text));
    }

    @Test
    void treatsNaughtyStringsAsAnyOthers() throws IOException {
        String json = Files.readString(SharedFiles.path("corpus/naughty-strings/blns.json"));
        List<String> naughty = IntStream.range(0, 515)
                .mapToObj(i -> Objects.requireNonNull(JsonTree.value(json, "$[" + i + "]")))
                .toList();
        for (String text : naughty) {
            long length = text.codePointCount(0, text.length());
            assertEquals(List.of(length), apply(ScalarFunction.LENGTH, DataType.INT64, text));
            assertEquals(List.of(text), apply(ScalarFunction.SUBSTRING, DataType.TEXT, text, 1L, length));
            String tail = length == 0 ? "" : text.substring(text.offsetByCodePoints(0, 1));
            assertEquals(List.of(tail), apply(ScalarFunction.SUBSTRING, DataType.TEXT, text, 2L));
            assertEquals(List.of(text.toLowerCase(Locale.ROOT)), apply(ScalarFunction.LOWER, DataType.TEXT, text));
            assertEquals(List.of(text.toUpperCase(Locale.ROOT)), apply(ScalarFunction.UPPER, DataType.TEXT, text));
            String plain = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
            assertEquals(List.of(true), apply(ScalarFunction.LIKE, DataType.BOOLEAN, text, plain));
            assertEquals(List.of(true), apply(ScalarFunction.LIKE, DataType.BOOLEAN, text, "_".repeat((int) length)));
            assertEquals(
                    List.of(true), apply(ScalarFunction.LIKE, DataType.BOOLEAN, "<" + text + ">", "%" + plain + "_"));
        }
    }

    private static List<@Nullable Object> apply(
            ScalarFunction function, DataType type, String text, Object... constants) {
        return new OneText(OneText.call(function, type, constants)).values(text);
    }
}
