package io.millrace.cli;

import io.millrace.cli.render.Amounts;
import io.millrace.cli.render.Cell;
import io.millrace.cli.render.Section;
import io.millrace.cli.render.Table;
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
                    Cell.verdict(result.passed()));
        }
        return new Section.Rows("checks", heading, table.build());
    }

    /** Rows, correlation, nulls and constants. */
    static Section findings(String heading, MatrixProfile profile) {
        return Section.facts("matrix", heading)
                .add("rows", Cell.count(profile.rows()))
                .add("features", Cell.count(features(profile).size()))
                .add("highest_correlation", correlation(profile.strongest()))
                .add("nulls", nulls(profile))
                .add("constant_features", constants(profile))
                .build();
    }

    /** All columns but the entity key, which is the first. */
    private static List<ColumnProfile> features(MatrixProfile profile) {
        return profile.columns()
                .subList(
                        Math.min(1, profile.columns().size()), profile.columns().size());
    }

    private static Cell correlation(Optional<Correlation> strongest) {
        return strongest
                .map(pair -> Cell.number(pair.value())
                        .withText(Amounts.number(pair.value()) + " between " + pair.left() + " and " + pair.right()))
                .orElse(Cell.quiet("none: no two features vary"));
    }

    private static Cell nulls(MatrixProfile profile) {
        long total = features(profile).stream().mapToLong(ColumnProfile::nulls).sum();
        String columns = features(profile).stream()
                .filter(column -> column.nulls() > 0)
                .map(column -> column.name() + " " + Amounts.count(column.nulls()))
                .collect(Collectors.joining(", "));
        return Cell.count(total).withText(total == 0 ? "none" : Amounts.count(total) + " (" + columns + ")");
    }

    private static Cell constants(MatrixProfile profile) {
        String names = features(profile).stream()
                .filter(ColumnProfile::isConstant)
                .map(ColumnProfile::name)
                .collect(Collectors.joining(", "));
        return new Cell(names, names.isEmpty() ? "none" : names, Cell.Tone.PLAIN);
    }
}
