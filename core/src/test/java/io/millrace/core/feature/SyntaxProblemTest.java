package io.millrace.core.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of texts that cannot be read. */
class SyntaxProblemTest {
    /** The text, where the caret begins and what it marks, the sentence, the advice. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a == b        | 2 | == | == has no meaning here | write = to compare",
                "a && b        | 2 | && | && has no meaning here | write and",
                "!a            | 0 | !  | ! has no meaning here | write not, and <> for unequal",
                "a; b          | 1 | ;  | ; has no meaning here | remove it: a definition is one expression",
                "x = “a”       | 4 | “  | “ has no meaning here | `write straight quotes: 'text', or \"name\" for a name`",
                "x::bigint     | 1 | :: | :: has no meaning here | write cast(x as type)",
                "a.b           | 1 | .  | . has no meaning here | a name has no parts; one that holds a point stands in double quotes",
                "x = 'abc      | 4 | '  | a text begins here and never ends | close it with '; a ' inside it is written twice",
                "x = \"abc     | 4 | \"  | a name begins here and never ends | close it with \"; a \" inside it is written twice",
                "\"\"          | 0 | \"\" | `\"\" is no name` | double quotes hold names; empty text is written ''",
                "7days         | 0 | 7days | 7days is no number | a length of time is written interval '7 days'",
                "1_000         | 0 | 1_000 | 1_000 is no number | write the digits without _",
                "f(a, )        | 5 | )  | expected an expression after the comma, found ) | remove the comma, or add what follows it",
                "f(a           | 1 | (  | ( is never closed | add the missing )",
                "a)            | 1 | )  | expected an operator or the end, found ) | remove it, or add the ( that it closes",
                "(a, b)        | 2 | ,  | expected ), found , | only in (…) takes a list",
                "x in ()       | 6 | )  | expected an option, found ) | list at least one value: x in ('a', 'b')",
                "x in 'a'      | 5 | 'a' | expected (, found the text 'a' | the options stand in parentheses: x in ('a', 'b')",
                "a b           | 2 | b  | expected an operator or the end, found b | is an operator or a comma missing before it?",
                "a < b < c     | 6 | <  | expected an operator or the end, found < | comparisons cannot follow one another: write a < b and b < c, or put one in parentheses",
                "a = not b     | 4 | not | expected an expression, found not | put the negated condition in parentheses: (not x)",
                "a not b       | 6 | b  | expected in, between or like after not, found b | not itself stands before a condition: not (a = b)",
                "a is true     | 5 | true | expected null, found true | is tests for null only; a boolean stands by itself: x, or not x",
                "x between 1 or 2 | 12 | or | expected and, found or | write x between low and high",
                "case when x then 1 | 0 | case | case without end | add end after the last result",
                "case when x then 1 else 2 else 3 end | 26 | else | expected end, found else | a case ends with: else result end",
                "case else 1 end | 5 | else | expected an expression, found else | else is a keyword; as a name it stands in double quotes: \"else\"",
                "sum(x) filter x > 1   | 14 | x | expected (, found x | write filter (where condition)",
                "sum(x) filter (x > 1) | 15 | x | expected where, found x | write filter (where condition)",
                "sum(x) over ()        | 7 | over | expected an operator or the end, found over | an aggregation is always over the window of the set; over (…) is not part of the language",
                "cast(x as int)        | 10 | int | int is no type | write bigint",
                "cast(x as bigin)      | 10 | bigin | bigin is no type | did you mean bigint?",
                "cast(x as decimal)    | 10 | decimal | decimal is no type | a decimal has 1 to 18 digits, and no more behind the point than in all; write for example decimal(18, 2), or double",
                "cast(x as decimal(38, 10)) | 10 | decimal(38, 10) | decimal(38, 10) is no type | a decimal has 1 to 18 digits, and no more behind the point than in all; write for example decimal(18, 2), or double",
                "cast(x as numeric(5,6)) | 10 | numeric(5,6) | numeric(5, 6) is no type | a decimal has 1 to 18 digits, and no more behind the point than in all; write for example decimal(18, 2), or double",
                "cast(x as decimal(0)) | 10 | decimal(0) | decimal(0) is no type | a decimal has 1 to 18 digits, and no more behind the point than in all; write for example decimal(18, 2), or double",
                "cast(x as decimal(a)) | 18 | a | expected a number of digits, found a | a decimal has 1 to 18 digits, and no more behind the point than in all; write for example decimal(18, 2), or double",
                "cast(x as decimal(5, 2) | 4 | ( | ( is never closed | add the missing )",
                "cast(x as decimla(5)) | 10 | decimla | decimla is no type | did you mean decimal(18, 2)?",
                "cast(x as varchar(9)) | 10 | varchar | varchar is no type | write text",
                "x like 'a' escape 'b' | 11 | escape | expected an operator or the end, found escape | there is no escape clause: in a pattern, \\ makes the next character plain",
                "x ilike 'a%'          | 2 | ilike | expected an operator or the end, found ilike | write lower(x) like 'a%'",
                "first(x order by y)   | 8 | order | expected ), found order | leave it out: first and last follow the event time",
                "percentile_cont(0.5) within group (order by x) | 21 | within | expected an operator or the end, found within | write quantile(x, 0.95), or median(x)",
                "x ** 2                | 2 | ** | ** has no meaning here | write power(x, y)",
                "cast(x, bigint)       | 6 | , | expected as, found , | write cast(value as type)",
                "9223372036854775808   | 0 | 9223372036854775808 | 9223372036854775808 does not fit in 64 bits | integers go from -9223372036854775808 to 9223372036854775807; with a point, as in 1.0, it is a double",
                "1e999                 | 0 | 1e999 | 1e999 is too large for a double | the largest is 1.7976931348623157E308",
                "timestamp \"2024-01-01\" | 10 | \"2024-01-01\" | expected a text after timestamp, found the name \"2024-01-01\" | write it in single quotes: timestamp '2024-10-31'",
                "interval 7 days       | 9 | 7 | expected a text after interval, found 7 | write it in single quotes: interval '7 days'",
                "date '2024-01-01'     | 0 | date | date begins no constant | write timestamp '2024-01-01'",
                "select a from b       | 7 | a | expected an operator or the end, found a | a definition is one expression, no query: write only what is selected",
                "a = b ? 1 : 0         | 6 | ? | ? has no meaning here | write case when … then … else … end",
                "a +                   | 3 | `` | expected an expression, found the end of the expression | something is missing at the end",
                "`a \u0001`             | 2 | `\u0001` | the character U+0001 has no meaning here | text stands in single quotes, an unusual name in double quotes",
            })
    void tellsWhatWhereAndWhatToDo(String text, int start, String marked, String what, String advice) {
        Problem problem = ParserTest.onlyProblem(text);
        Problem.Place.InExpression place = (Problem.Place.InExpression) problem.place();
        assertEquals(what, problem.what());
        assertEquals(start, place.span().start());
        assertEquals(marked, text.substring(start, place.span().end()));
        assertEquals(advice, problem.advice());
    }

    @Test
    void explainsSignsOfOtherLanguages() {
        assertEquals("|| has no meaning here", ParserTest.onlyProblem("a || b").what());
        assertEquals(
                "write or; texts cannot be joined",
                ParserTest.onlyProblem("a || b").advice());
    }

    @Test
    void explainsTimesThatDoNotExist() {
        assertEquals(
                "\"2024-02-30\" does not exist: February 2024 has days 1 to 29",
                ParserTest.onlyProblem("timestamp '2024-02-30'").what());
        assertEquals(
                "\"3 months\": months and years are not always equally long; write days or weeks, for example 30d for a month",
                ParserTest.onlyProblem("interval '3 months'").what());
    }

    @Test
    void marksThePlaceInItsLine() {
        String text = "case when a\n\tthen b ==\n c end";
        String shown = """
                == has no meaning here
                  in d:
                    \tthen b ==
                    \t       ^^
                  write = to compare""";
        assertEquals(shown, ProblemPrinter.print(List.of(ParserTest.onlyProblem(text))));
    }
}
