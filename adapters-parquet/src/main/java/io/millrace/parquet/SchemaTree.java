package io.millrace.parquet;

import io.millrace.core.event.DataType;
import io.millrace.core.port.ReadLimits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;

/**
 * Walks the flattened schema of a footer and finds its top-level columns.
 */
final class SchemaTree {
    private final Path path;
    private final List<SchemaElement> elements;
    private final List<Type> leafTypes = new ArrayList<>();
    private final int deepest;
    private int next;

    private SchemaTree(Path path, List<SchemaElement> elements, int deepest) {
        this.path = path;
        this.deepest = deepest;
        this.elements = elements;
    }

    /**
     * @param columns the top-level columns, in order
     * @param leafTypes the physical type of every column chunk of a row group, in order
     */
    record Columns(List<StoredColumn> columns, List<Type> leafTypes) {}

    static Columns columns(Path path, List<SchemaElement> elements, ReadLimits limits) {
        if (elements.size() - 1 > limits.columns()) {
            throw FooterReader.excessive(
                    path,
                    "it has " + (elements.size() - 1) + " columns, and the limit is " + limits.columns()
                            + "; --max-columns raises it");
        }
        SchemaTree tree = new SchemaTree(path, elements, limits.nesting());
        SchemaElement root = tree.take();
        List<StoredColumn> columns = new ArrayList<>();
        for (int i = 0; i < root.getNum_children(); i++) {
            columns.add(tree.column());
        }
        if (tree.next != elements.size()) {
            throw FooterReader.damaged(path, "its schema has elements that belong to no column");
        }
        return new Columns(withoutRepeatedNames(columns), tree.leafTypes);
    }

    private SchemaElement take() {
        if (next >= elements.size()) {
            throw FooterReader.damaged(path, "its schema names more columns than it describes");
        }
        return elements.get(next++);
    }

    private StoredColumn column() {
        SchemaElement element = take();
        int leaf = leafTypes.size();
        boolean isGroup = descend(element, 1);
        StoredType type =
                isGroup || element.getName().isEmpty() ? StoredType.UNREADABLE : ColumnTypes.storedType(element);
        boolean nullable = element.getRepetition_type() != FieldRepetitionType.REQUIRED;
        boolean decimal = type == StoredType.DECIMAL_INTEGER || type == StoredType.DECIMAL_BYTES;
        StoredColumn column = new StoredColumn(
                element.getName(),
                ColumnTypes.name(element),
                type,
                decimal ? Optional.of(DecimalTypes.type(element)) : type.type(),
                nullable,
                leaf,
                leafTypes.size() - leaf,
                Math.max(0, element.getType_length()));
        return !isGroup && DecimalTypes.isTooWide(element)
                ? column.unreadable("more than " + DataType.MOST_DIGITS + " digits")
                : column;
    }

    private boolean descend(SchemaElement element, int depth) {
        if (depth > deepest) {
            throw FooterReader.excessive(
                    path, "its schema is nested deeper than " + deepest + " levels; --max-nesting raises that limit");
        }
        if (element.getRepetition_type() == null) {
            throw FooterReader.damaged(
                    path, "its column " + element.getName() + " does not say whether it may be null");
        }
        if (!element.isSetNum_children()) {
            if (element.getType() == null) {
                throw FooterReader.damaged(path, "its column " + element.getName() + " has no type");
            }
            leafTypes.add(element.getType());
            return false;
        }
        for (int i = 0; i < element.getNum_children(); i++) {
            descend(take(), depth + 1);
        }
        return true;
    }

    private static List<StoredColumn> withoutRepeatedNames(List<StoredColumn> columns) {
        Set<String> seen = new HashSet<>();
        Set<String> repeated = new HashSet<>();
        for (StoredColumn column : columns) {
            if (!seen.add(column.name())) {
                repeated.add(column.name());
            }
        }
        return columns.stream()
                .map(column -> repeated.contains(column.name()) ? column.unreadable("a name given twice") : column)
                .toList();
    }
}
