package io.millrace.core.plan;

import java.util.List;

/** Scalar functions as parts of a sentence: "the number of whole days from a to b". */
final class FunctionPhrases {
    private FunctionPhrases() {}

    /**
     * @param arguments their phrases
     */
    static String of(String function, List<String> arguments) {
        return switch (arguments.size()) {
            case 1 -> one(function, arguments.get(0));
            case 2 -> two(function, arguments);
            default -> many(function, arguments);
        };
    }

    private static String one(String function, String argument) {
        return switch (function) {
            case "abs" -> "the absolute value of " + argument;
            case "floor" -> argument + " rounded down";
            case "ceil" -> argument + " rounded up";
            case "round" -> argument + " rounded";
            case "sqrt" -> "the square root of " + argument;
            case "ln" -> "the natural logarithm of " + argument;
            case "exp" -> "e to the power of " + argument;
            case "lower" -> argument + " in lower case";
            case "upper" -> argument + " in upper case";
            case "day_of_week" -> "the day of the week (Monday is 1) of " + argument;
            case "date" -> "the day of " + argument;
            case "length", "year", "month", "day", "hour", "minute" -> "the " + function + " of " + argument;
            default -> many(function, List.of(argument));
        };
    }

    private static String two(String function, List<String> arguments) {
        String first = arguments.get(0);
        String second = arguments.get(1);
        return switch (function) {
            case "days_between" -> "the number of whole days from " + first + " to " + second;
            case "seconds_between" -> "the number of seconds from " + first + " to " + second;
            case "nullif" -> first + ", or null where that is " + second;
            case "coalesce" -> first + ", or " + second + " where there is none";
            case "power" -> first + " to the power of " + second;
            case "substring" -> first + " from character " + second;
            case "json_value" -> "the value at " + second + " of " + first;
            default -> many(function, arguments);
        };
    }

    private static String many(String function, List<String> arguments) {
        return switch (function) {
            case "coalesce" -> "the first that is not null of " + listed(arguments);
            case "least" -> "the smallest of " + listed(arguments);
            case "greatest" -> "the largest of " + listed(arguments);
            case "substring" ->
                arguments.get(2) + " characters of " + arguments.get(0) + " from character " + arguments.get(1);
            default -> function + " of " + listed(arguments);
        };
    }

    private static String listed(List<String> parts) {
        return parts.size() < 2
                ? String.join("", parts)
                : String.join(", ", parts.subList(0, parts.size() - 1)) + " and " + parts.get(parts.size() - 1);
    }
}
