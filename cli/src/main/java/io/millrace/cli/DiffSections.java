package io.millrace.cli;

import io.millrace.cli.render.Amounts;
import io.millrace.cli.render.Cell;
import io.millrace.cli.render.Section;
import io.millrace.cli.render.Table;
import io.millrace.core.diff.FeatureDifference;
import io.millrace.core.diff.MatrixDifference;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/** How two matrices differ, for people and machines. */
final class DiffSections {
    private DiffSections() {}

    static Section rows(Path a, Path b, MatrixDifference difference) {
        return Section.facts("matrices", "Rows and entities")
                .add("a", a.toString())
                .add("b", b.toString())
                .add("rows_a", Cell.count(difference.rowsA()))
                .add("rows_b", Cell.count(difference.rowsB()))
                .add("rows_in_both", Cell.count(difference.rowsInBoth()))
                .add("entities_a", Cell.count(difference.gone().of()))
                .add("entities_b", Cell.count(difference.added().of()))
                .add("entities_gone", entities(difference.gone()))
                .add("entities_new", entities(difference.added()))
                .build();
    }

    /** How many they are, and which part of its matrix's. */
    static Cell entities(MatrixDifference.Entities entities) {
        Cell count = Cell.count(entities.count());
        return entities.count() == 0
                ? count
                : count.withText(
                        count.text() + " (" + Amounts.percent((double) entities.count() / entities.of()) + ")");
    }

    /** The first entities that only one matrix has. */
    static Section examples(MatrixDifference difference) {
        Table.Builder table = Table.builder().left("entity").left("is");
        difference.gone().first().forEach(key -> table.row(Cell.text(key), Cell.text("gone")));
        difference.added().first().forEach(key -> table.row(Cell.text(key), Cell.text("new")));
        return new Section.Rows("examples", "The first of them", table.build());
    }

    /** Columns that are not compared. */
    static Section columns(List<MatrixPair.Misfit> misfits) {
        Table.Builder table =
                Table.builder().left("column").left("type_a").left("type_b").left("why");
        for (MatrixPair.Misfit misfit : misfits) {
            table.row(
                    Cell.text(misfit.column()),
                    misfit.typeA().map(type -> Cell.text(type.sql())).orElse(Cell.EMPTY),
                    misfit.typeB().map(type -> Cell.text(type.sql())).orElse(Cell.EMPTY),
                    Cell.text(misfit.reason()));
        }
        return new Section.Rows("columns", "Columns that are not compared", table.build());
    }

    static Section features(MatrixDifference difference, DiffLimits limits) {
        Table.Builder table = Table.builder()
                .left("feature")
                .right("changed")
                .right("share")
                .right("largest_change")
                .left("at")
                .right("mean_change")
                .right("drift")
                .right("null_in_one")
                .right("nulls_a")
                .right("nulls_b")
                .left("result");
        for (FeatureDifference feature : difference.features()) {
            table.row(
                    Cell.text(feature.name()),
                    Cell.count(feature.changed()),
                    difference.rowsInBoth() == 0
                            ? Cell.EMPTY
                            : Cell.share((double) feature.changed() / difference.rowsInBoth()),
                    number(feature.largest()),
                    feature.largestAt().map(Cell::text).orElse(Cell.EMPTY),
                    number(feature.mean()),
                    number(feature.drift()),
                    Cell.count(feature.nullInOne()),
                    Cell.count(feature.nullsA()),
                    Cell.count(feature.nullsB()),
                    limits.allows(feature).map(Cell::verdict).orElse(Cell.EMPTY));
        }
        return new Section.Rows("features", "Features", table.build());
    }

    private static Cell number(OptionalDouble number) {
        return number.isPresent() ? Cell.number(number.getAsDouble()) : Cell.EMPTY;
    }

    static Section limits(List<DiffLimits.Verdict> verdicts) {
        Table.Builder table = Table.builder()
                .left("limit")
                .right("allowed")
                .right("observed")
                .left("feature")
                .right("exceeding")
                .left("result");
        verdicts.forEach(verdict -> table.row(
                Cell.text(verdict.limit()),
                verdict.allowed(),
                verdict.observed(),
                verdict.feature(),
                Cell.count(verdict.exceeding()),
                Cell.verdict(verdict.passed())));
        return new Section.Rows("limits", "Limits", table.build());
    }
}
