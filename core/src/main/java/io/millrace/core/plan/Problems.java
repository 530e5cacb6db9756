package io.millrace.core.plan;

import io.millrace.core.feature.Places;
import io.millrace.core.feature.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong with a feature set; the same thing at the same place, once. */
final class Problems {
    private final Places places;
    private final List<Problem> found = new ArrayList<>();
    private final Set<List<Object>> seen = new HashSet<>();
    private final Set<String> missingColumns = new HashSet<>();

    Problems(Places places) {
        this.places = places;
    }

    void add(Problem problem) {
        if (seen.add(identity(problem))) {
            found.add(problem);
        }
    }

    void inPart(Problem.Cause cause, String part, String what, String advice) {
        inPart(cause, part, part, what, advice);
    }

    /**
     * @param part as {@link Places} calls it
     * @param shown what it is called where its place is not known
     */
    void inPart(Problem.Cause cause, String part, String shown, String what, String advice) {
        add(new Problem(cause, what, place(part, shown), advice));
    }

    private Problem.Place place(String part, String shown) {
        return places.find(part).<Problem.Place>map(file -> file).orElse(new Problem.Place.InPart(shown));
    }

    /** A reporter for an expression. */
    Reporter reporter(String part, String shown, String text) {
        String label = places.find(part)
                .map(file -> shown + " (" + file.file() + ", line " + file.line() + ")")
                .orElse(shown);
        return new Reporter(this, label, text);
    }

    /** A column that the input lacks: one problem, however often it is used. */
    void missingColumn(String column, String part, String advice) {
        missingColumn(column, place(part, part), advice);
    }

    void missingColumn(String column, Problem.Place place, String advice) {
        if (missingColumns.add(column)) {
            add(new Problem(Problem.Cause.INPUT, "the input has no column " + column, place, advice));
        }
    }

    List<Problem> all() {
        return List.copyOf(found);
    }

    /** Spans equal each other, so that their bounds have to be compared. */
    private static List<Object> identity(Problem problem) {
        if (problem.place() instanceof Problem.Place.InExpression in) {
            return List.of(
                    problem.what(),
                    in.definition(),
                    in.text(),
                    in.span().start(),
                    in.span().end());
        }
        return List.of(problem.what(), problem.place());
    }
}
