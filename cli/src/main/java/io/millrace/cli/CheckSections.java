package io.millrace.cli;

import io.millrace.cli.render.Amounts;
import io.millrace.cli.render.Cell;
import io.millrace.cli.render.Section;
import io.millrace.cli.render.Table;
import io.millrace.core.feature.Severity;
import io.millrace.core.matrix.ColumnProfile;
import io.millrace.core.matrix.Correlation;
import io.millrace.core.matrix.MatrixProfile;
import io.millrace.core.validate.CheckResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What there is to know before one trusts a matrix. */
final class CheckSections {
    private CheckSections() {}

    /** Each check with what was seen, how many rows break it, and the verdict. */
    static Section checks(String heading, List<CheckResult> results) {
        Table.Builder table = Table.builder()
                .left("check")
                .left("observed")
                .right("violations")
                .left("result");
        for (CheckResult result : results) {
            table.row(
                    Cell.text(result.title()),
                    Cell.text(result.observed()),
                    Cell.count(result.violations()),
                    verdict(result));
        }
        return new Section.Rows("checks", heading, table.build());
    }

    private static Cell verdict(CheckResult result) {
        return result.passed() || result.check().severity() == Severity.FAIL
                ? Cell.verdict(result.passed())
                : new Cell(false, "WARN", Cell.Tone.BAD);
    }

    /**
     * Rows, correlation, nulls and constants.
     *
     * @param leading the columns before the features: those of the entity key, and the as-of time
     */
    static Section findings(String heading, MatrixProfile profile, int leading) {
        return Section.facts("matrix", heading)
                .add("rows", Cell.count(profile.rows()))
                .add("features", Cell.count(features(profile, leading).size()))
                .add("highest_correlation", correlation(profile.strongest()))
                .add("nulls", nulls(features(profile, leading)))
                .add("constant_features", constants(features(profile, leading)))
                .build();
    }

    private static List<ColumnProfile> features(MatrixProfile profile, int leading) {
        List<ColumnProfile> columns = profile.columns();
        return columns.subList(Math.min(leading, columns.size()), columns.size());
    }

    private static Cell correlation(Optional<Correlation> strongest) {
        return strongest
                .map(pair -> Cell.number(pair.value())
                        .withText(Amounts.number(pair.value()) + " between " + pair.left() + " and " + pair.right()))
                .orElse(Cell.quiet("none: no two features vary"));
    }

    private static Cell nulls(List<ColumnProfile> features) {
        long total = features.stream().mapToLong(ColumnProfile::nulls).sum();
        String columns = features.stream()
                .filter(column -> column.nulls() > 0)
                .map(column -> column.name() + " " + Amounts.count(column.nulls()))
                .collect(Collectors.joining(", "));
        return Cell.count(total).withText(total == 0 ? "none" : Amounts.count(total) + " (" + columns + ")");
    }

    private static Cell constants(List<ColumnProfile> features) {
        String names = features.stream()
                .filter(ColumnProfile::isConstant)
                .map(ColumnProfile::name)
                .collect(Collectors.joining(", "));
        return new Cell(names, names.isEmpty() ? "none" : names, Cell.Tone.PLAIN);
    }
}
