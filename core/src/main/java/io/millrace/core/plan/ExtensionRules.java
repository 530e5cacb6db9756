package io.millrace.core.plan;

import io.millrace.core.feature.Names;
import io.millrace.core.feature.Problem;
import io.millrace.core.port.Aggregation;
import io.millrace.core.port.EventValidator;
import io.millrace.core.port.Extensions;
import io.millrace.core.port.MatrixCheck;
import io.millrace.core.port.UserFunction;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What must hold for the names of a user's extensions. */
final class ExtensionRules {
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]*");

    private final Problems problems;

    ExtensionRules(Problems problems) {
        this.problems = problems;
    }

    /** Reports names that the language has, names that are given twice, and names that nobody could write. */
    void check(Extensions extensions) {
        List<String> called = Stream.concat(
                        extensions.aggregations().stream().map(Aggregation::name),
                        extensions.functions().stream().map(UserFunction::name))
                .toList();
        check("function or aggregation", called);
        for (String name : called) {
            if (isOfLanguage(name)) {
                report("the extension " + name + " is named like a function of the language", "rename the extension");
            }
        }
        check(
                "validator",
                extensions.validators().stream().map(EventValidator::name).toList());
        check("check", extensions.checks().stream().map(MatrixCheck::name).toList());
    }

    private void check(String kind, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!NAME.matcher(name).matches()) {
                report(
                        "the " + kind + " \"" + name + "\" of an extension has no name that can be written",
                        "a name is made of lower case letters, digits and _, and begins with no digit");
            }
            if (!seen.add(name)) {
                report(
                        "two extensions bring the " + kind + " " + name,
                        "leave one of them away: remove it from the class path, or from what is handed over");
            }
        }
    }

    private static boolean isOfLanguage(String name) {
        return AggregationSignature.named(name).isPresent()
                || ScalarSignature.named(name).isPresent()
                || BuiltIns.NAMES.contains(name)
                || Names.isGrammar(name);
    }

    private void report(String what, String advice) {
        problems.inPart(Problem.Cause.DEFINITION, "extensions", what, advice);
    }

    /** What to write instead of a name that no extension has. */
    static String advice(String name, List<String> names, String kind) {
        return names.isEmpty()
                ? "no extension brings " + kind + "; put the file that holds it on the class path"
                : Names.advice(name, names, "the " + kind + " are " + String.join(", ", names));
    }
}
