package io.millrace.core.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrinterTest {
    @Provide
    Arbitrary<Expression> expressions() {
        return Expressions.all();
    }

    @Property(tries = 3000)
    void printsWhatParsesToAnEqualTree(@ForAll("expressions") Expression expression) {
        assertEquals(expression, Parser.parse(Printer.print(expression)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a or b and not c = d",
                "(a or b) and c",
                "not (a or b)",
                "not not a",
                "a - b - c",
                "a - (b - c)",
                "-(a + b) * c",
                "-(-a)",
                "-(1)",
                "a - -1",
                "(a = b) = c",
                "(not a) is null",
                "a between b + 1 and c - 1",
                "(a between b and c) is not null",
                "a not in (1, -2, 'x''y', null)",
                "a not like '%--%'",
                "count(*)",
                "count(distinct x) filter (where y is not null)",
                "case when a then b when c then d else e end",
                "case a when 1 then 2 end",
                "cast(a as bigint) + try_cast(b as double)",
                "cast(a as decimal(12, 2)) * try_cast(b as decimal(18, 0))",
                "count(distinct lower(x)) + quantile(x, 0.95) + mean_gap()",
                "decayed_sum(x, interval '7 days') filter (where json_value(m, '$.a') like 'b%')",
                "\"odd name\" + \"case\" + timestamp",
                "timestamp '2024-10-31T12:00:00Z' - interval '7 days'",
                "event_type = :event_type and x = :\"odd one\"",
                "1.5 + 1.0E10 + -9223372036854775808",
            })
    void keepsTextWithoutSuperfluousParentheses(String text) {
        String expected = text.replace("T12:00:00Z", " 12:00:00");
        assertEquals(expected, Printer.print(Parser.parse(text)));
    }
}
