package io.millrace.core.contract;

import io.millrace.core.event.DataType;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Expressions as people write them, drawn at random and valid by construction. A template holds the kinds of its operands
 * in braces: {@code {i}} bigint, {@code {d}} double, {@code {b}} boolean, {@code {s}} timestamp, {@code {t}} text,
 * {@code {p}} decimal(9, 2).
 */
final class GeneratedTexts {
    private static final Pattern OPERAND = Pattern.compile("\\{([idbstp])}");

    private static final Map<Character, List<String>> SCALARS = Map.of(
            'i',
            List.of(
                    "abs({i})",
                    "-{i}",
                    "({i} % 7)",
                    "length({t})",
                    "own_digits({t})",
                    "days_between({s}, {s})",
                    "year({s})",
                    "month({s})",
                    "day({s})",
                    "hour({s})",
                    "minute({s})",
                    "day_of_week({s})",
                    "coalesce({i}, 3)",
                    "nullif({i}, 0)",
                    "least({i}, {i}, 100)",
                    "greatest({i}, -100)",
                    "case when {b} then {i} else {i} end",
                    "case {t} when 'view' then 1 when 'buy' then {i} end",
                    "cast({b} as bigint)",
                    "try_cast({d} as bigint)",
                    "try_cast(lower({t}) as bigint)",
                    "try_cast({p} as bigint)",
                    "floor({i})"),
            'd',
            List.of(
                    "{i} / {i}",
                    "({d} / {d})",
                    "({d} + {d})",
                    "({d} - {i})",
                    "({d} * 0.5)",
                    "({d} % 3)",
                    "-{d}",
                    "abs({d})",
                    "round({d})",
                    "floor({d})",
                    "ceil({d})",
                    "sqrt({d})",
                    "ln({i})",
                    "exp(least({d}, 5))",
                    "power({d}, 2)",
                    "({p} / 3)",
                    "seconds_between({s}, {s})",
                    "coalesce({d}, {i}, 0.25)",
                    "nullif({d}, 0)",
                    "greatest({d}, {d}, 0)",
                    "case when {b} then {d} end",
                    "cast({p} as double)",
                    "cast({i} as double)",
                    "try_cast(lower({t}) as double)"),
            'b',
            List.of(
                    "{i} > {i}",
                    "{d} <= {d}",
                    "{d} <> 0",
                    "{t} = 'view'",
                    "{t} < {t}",
                    "{s} >= {s}",
                    "{p} < {p}",
                    "{p} = 10.00",
                    "{i} in (1, 2, -7)",
                    "{t} not in ('view', '')",
                    "{i} between -5 and 5",
                    "{d} not between 0 and 1",
                    "{t} like 'b%'",
                    "{t} not like '%_e%'",
                    "{d} is null",
                    "{t} is not null",
                    "({b} and {b})",
                    "({b} or {b})",
                    "not ({b})",
                    "coalesce({b}, false)"),
            's',
            List.of(
                    "date({s})",
                    "{s} + interval '1 day'",
                    "{s} - interval '36 hours'",
                    "coalesce({s}, {s})",
                    "least({s}, timestamp '2024-10-25')",
                    "case when {b} then {s} else {s} end",
                    "try_cast(lower({t}) as timestamp)"),
            't',
            List.of(
                    "lower({t})",
                    "upper({t})",
                    "substring({t}, 2)",
                    "substring({t}, 1, 3)",
                    "json_value({t}, '$.a.b[1]')",
                    "own_either({t}, {t})",
                    "coalesce({t}, 'none')",
                    "nullif({t}, '')",
                    "case when {b} then {t} else 'other' end",
                    "cast({i} as text)",
                    "cast({d} as text)",
                    "cast({p} as text)",
                    "cast({s} as text)",
                    "cast({b} as text)"),
            'p',
            List.of(
                    "-{p}",
                    "abs({p})",
                    "coalesce({p}, {p})",
                    "least({p}, {p})",
                    "case when {b} then {p} else {p} end",
                    "try_cast({p} + {p} as decimal(9, 2))",
                    "try_cast({p} - {p} as decimal(9, 2))",
                    "try_cast({p} * {p} as decimal(9, 2))",
                    "try_cast({d} as decimal(9, 2))",
                    "try_cast(lower({t}) as decimal(9, 2))"));

    /** Aggregations; the filter is put behind them. */
    private static final Map<Character, List<String>> AGGREGATIONS = Map.of(
            'i',
            List.of(
                    "count(*)",
                    "count({d})",
                    "count({t})",
                    "count(distinct {t})",
                    "count(distinct {d})",
                    "sum({b})",
                    "sum(day({s}))",
                    "min({i})",
                    "max({i})",
                    "first({i})",
                    "last({i})",
                    "mode({i})",
                    "approx_count_distinct({t})",
                    "count_days()",
                    "own_span({i})",
                    "own_pairs({b}, {i})"),
            'd',
            List.of(
                    "sum({d})",
                    "avg({d})",
                    "avg({i})",
                    "avg({p})",
                    "min({d})",
                    "max({d})",
                    "first({d})",
                    "last({d})",
                    "mode({d})",
                    "stddev_samp(day({s}))",
                    "stddev_pop({p})",
                    "var_samp({p})",
                    "var_pop({b})",
                    "median({d})",
                    "quantile({d}, 0.9)",
                    "approx_quantile({i}, 0.25)",
                    "mean_gap()",
                    "max_gap()",
                    "decayed_sum({p}, interval '7 days')",
                    "decayed_count(interval '36 hours')",
                    "slope({p})",
                    "own_spread({d})"),
            'b',
            List.of("bool_and({b})", "bool_or({b})", "min({b})", "first({b})", "mode({b})"),
            's',
            List.of("max(at)", "min({s})", "last({s})", "mode({s})"),
            't',
            List.of("min({t})", "max({t})", "first({t})", "last({t})", "mode({t})", "own_words({t})"),
            'p',
            List.of("min({p})", "max({p})", "first({p})", "last({p})", "mode({p})"));

    private static final Map<Character, List<String>> CONSTANTS = Map.of(
            'i', List.of("0", "2", "-3"),
            'd', List.of("0.5", "-2.5e3", "1e-3"),
            'b', List.of("true", "false"),
            's', List.of("timestamp '2024-10-20 12:00:00'"),
            't', List.of("'view'", "''", "'Größe'"),
            'p', List.of("cast(1.25 as decimal(9, 2))"));

    private static final Map<Character, List<String>> COLUMNS = Map.of(
            'i', List.of("units"),
            'd', List.of("amount"),
            'b', List.of("flag"),
            's', List.of("at", "seen"),
            't', List.of("type", "note", "place"),
            'p', List.of("price"));

    private static final List<String> TIMES = List.of("as_of", "window_start", "window_middle");

    private final Random random;

    GeneratedTexts(Random random) {
        this.random = random;
    }

    /** The letter of a type. */
    static char letter(DataType type) {
        return switch (type.kind()) {
            case INT64 -> 'i';
            case FLOAT64 -> 'd';
            case BOOLEAN -> 'b';
            case TIMESTAMP -> 's';
            case TEXT -> 't';
            case DECIMAL -> 'p';
        };
    }

    /** A kind of operand. */
    char kind() {
        return pick(List.of('i', 'd', 'b', 's', 't', 'p'));
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    boolean chance(double share) {
        return random.nextDouble() < share;
    }

    /** Over event columns; the same as of any time where it is timeless. */
    String ofEvents(char kind, int depth, boolean timeless) {
        if (depth > 0 && chance(0.6)) {
            return fill(pick(SCALARS.get(kind)), operand -> ofEvents(operand, depth - 1, timeless));
        }
        if (kind == 's' && !timeless && chance(0.3)) {
            return pick(TIMES);
        }
        return pick(chance(0.8) ? COLUMNS.get(kind) : CONSTANTS.get(kind));
    }

    /** An aggregation, mostly filtered. */
    String aggregation(char kind) {
        String call = fill(pick(AGGREGATIONS.get(kind)), operand -> ofEvents(operand, 1, false));
        return chance(0.5) ? call : call + " filter (where " + ofEvents('b', 2, false) + ")";
    }

    /**
     * Over aggregations and names.
     *
     * @param names those that may be referred to, by kind
     */
    String ofFeatures(char kind, int depth, Map<Character, List<String>> names) {
        if (depth > 0 && chance(0.6)) {
            return fill(pick(SCALARS.get(kind)), operand -> ofFeatures(operand, depth - 1, names));
        }
        if (names.containsKey(kind) && chance(0.4)) {
            return pick(names.get(kind));
        }
        if (kind == 's' && chance(0.3)) {
            return pick(TIMES);
        }
        if (kind == 'd' && chance(0.2)) {
            return "window_days";
        }
        return chance(0.9) ? aggregation(kind) : pick(CONSTANTS.get(kind));
    }

    /** What stands for an operand of a kind. */
    private interface Operands {
        String of(char kind);
    }

    private static String fill(String template, Operands operands) {
        return OPERAND.matcher(template)
                .replaceAll((MatchResult operand) -> Matcher.quoteReplacement(
                        parenthesized(operands.of(operand.group(1).charAt(0)))));
    }

    /** In parentheses where an operator beside it could take a part of it. */
    private static String parenthesized(String text) {
        boolean plain = text.matches("[a-z_0-9]+|'[^']*'|[a-z_]+\\([^()]*\\)");
        return plain ? text : "(" + text + ")";
    }
}
