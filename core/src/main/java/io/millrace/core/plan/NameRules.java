package io.millrace.core.plan;

import io.millrace.core.feature.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What must hold for the names of definitions after they are repeated, however the set was made. */
final class NameRules {
    private final List<String> entity;
    private final Problems problems;

    NameRules(List<String> entity, Problems problems) {
        this.entity = entity;
        this.problems = problems;
    }

    /** Reports names that are given twice or are taken by something else. */
    void check(List<Expanded> definitions) {
        Set<String> seen = new HashSet<>();
        for (Expanded definition : definitions) {
            String name = definition.name();
            if (!seen.add(name)) {
                report(definition, "the name " + name + " is given twice", "choose another name");
            }
            if (BuiltIns.NAMES.contains(name)) {
                report(definition, name + " is a name of the language", "choose another name");
            }
            if (definition.feature() && entity.contains(name)) {
                report(
                        definition,
                        "feature " + name + " is named like the entity's column",
                        "both are columns of the matrix: choose another name");
            }
            if (!definition.feature() && definition.written().defaultValue().isPresent()) {
                report(
                        definition,
                        definition.label() + " has a default",
                        "a default is for a feature; in a let write coalesce(…, default)");
            }
        }
    }

    private void report(Expanded definition, String what, String advice) {
        problems.inPart(Problem.Cause.DEFINITION, definition.label(), what, advice);
    }
}
