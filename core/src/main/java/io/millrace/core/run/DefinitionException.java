package io.millrace.core.run;

import io.millrace.core.feature.Problem;
import io.millrace.core.feature.ProblemPrinter;
import java.util.List;

/** A definition has problems; all of them are here at once. */
public final class DefinitionException extends MillraceException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /**
     * @param problems at least one
     */
    public DefinitionException(List<Problem> problems) {
        super(ProblemPrinter.print(problems), null);
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }

    /** Whether the definition is sound and only the input does not fit it. */
    public boolean isInputOnly() {
        return problems.stream().allMatch(problem -> problem.cause() == Problem.Cause.INPUT);
    }
}
