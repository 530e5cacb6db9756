package io.millrace.core.feature;

import java.util.List;
import java.util.stream.Collectors;

/** Problems as people read them: what, where with a caret, and what to do. */
public final class ProblemPrinter {
    private ProblemPrinter() {}

    /** All problems, one paragraph each. */
    public static String print(List<Problem> problems) {
        return problems.stream().map(ProblemPrinter::print).collect(Collectors.joining("\n\n"));
    }

    private static String print(Problem problem) {
        String advice = problem.advice().isEmpty() ? "" : "\n  " + problem.advice();
        return problem.what() + place(problem.place()) + advice;
    }

    private static String place(Problem.Place place) {
        if (place instanceof Problem.Place.InExpression in) {
            return "\n  in " + in.definition() + ":\n" + Caret.under(in.text(), in.span());
        }
        if (place instanceof Problem.Place.InFile in) {
            return "\n  in " + in.file() + ", line " + in.line() + ", column " + in.column();
        }
        return "\n  in " + ((Problem.Place.InPart) place).part();
    }
}
