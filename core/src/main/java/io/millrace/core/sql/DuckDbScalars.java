package io.millrace.core.sql;

import io.millrace.core.json.JsonPath;
import java.util.List;

/** Functions as SQL, given their arguments in SQL. */
final class DuckDbScalars {
    private static final String DAY = "86400000000";
    /** More days than lie between any two times; added before a division that truncates, to make it floor. */
    private static final String DAYS = "300000000";
    /** The most characters that DuckDB cuts out of a text. */
    private static final String MOST_CHARACTERS = "4294967295";

    private DuckDbScalars() {}

    /** The days since 1970 in so many microseconds, floored. */
    static String day(String micros) {
        return "((cast(" + micros + " as hugeint) + " + DAYS + " * cast(" + DAY + " as hugeint)) // " + DAY + " - "
                + DAYS + ")";
    }

    static String daysBetween(String from, String to) {
        return "cast((cast(" + to + " as hugeint) - " + from + " + " + DAYS + " * cast(" + DAY + " as hugeint)) // "
                + DAY + " - " + DAYS + " as bigint)";
    }

    static String date(String micros) {
        return "cast(" + day(micros) + " * " + DAY + " as bigint)";
    }

    /** A part of a time in UTC, by DuckDB's name of it. */
    static String part(String part, String micros) {
        return part + "(make_timestamp(" + micros + "))";
    }

    /** The root of a negative number is null, as is the logarithm of one that is not positive. */
    static String where(String condition, String function, String value) {
        return DuckDbExpression.once(
                value, x -> "case when " + x + condition + " then " + function + "(" + x + ") end");
    }

    static String like(String value, String pattern) {
        return "(" + value + " like " + pattern + " escape '\\')";
    }

    /** Code points from a place on. */
    static String substring(String text, String start) {
        return "case when " + start + " is not null then substring(" + text + ", " + place(start) + ") end";
    }

    /** At most so many code points; those before the first count, and are cut off. */
    static String substring(String text, String start, String length) {
        String from = "greatest(cast(" + start + " as hugeint), 1)";
        String taken = "least(greatest(cast(" + start + " as hugeint) + " + length + " - " + from + ", 0), "
                + MOST_CHARACTERS + ")";
        return "case when " + start + " is null then null when " + length
                + " < 0 then error('substring: a length is 0 or above') when " + length
                + " is not null then substring(" + text + ", " + place(start) + ", cast(" + taken + " as bigint)) end";
    }

    private static String place(String start) {
        return "least(greatest(" + start + ", 1), " + MOST_CHARACTERS + ")";
    }

    /** What is at a place in JSON text, where it is a string, a number or a truth value. */
    static String jsonValue(String text, String path) {
        String place = DuckDbExpression.text(JsonPath.parse(path).toString());
        String valid = DuckDbExpression.once(text, json -> "case when json_valid(" + json + ") then " + json + " end");
        return DuckDbExpression.once(
                valid,
                json -> "case when json_type(" + json + ", " + place
                        + ") in ('VARCHAR', 'BIGINT', 'UBIGINT', 'HUGEINT', 'DOUBLE', 'BOOLEAN') then json_extract_string("
                        + json + ", " + place + ") end");
    }

    /** Infix, or for one argument that itself. */
    static String infix(String operator, List<String> arguments) {
        return "(" + String.join(" " + operator + " ", arguments) + ")";
    }
}
