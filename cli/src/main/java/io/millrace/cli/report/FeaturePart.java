package io.millrace.cli.report;

import io.millrace.cli.report.MatrixReport.Feature;
import io.millrace.cli.report.MatrixReport.ValueCount;
import io.millrace.core.event.DataType;
import io.millrace.core.feature.Times;
import io.millrace.core.inspect.ValueCounts;
import io.millrace.core.matrix.ColumnProfile;
import io.millrace.core.plan.FeatureDescription;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** From profile, scan and definition to what a report tells of features. */
final class FeaturePart {
    private static final int MOST_VALUES = 20;

    private final Facts facts;

    FeaturePart(Facts facts) {
        this.facts = facts;
    }

    List<Feature> features() {
        List<Feature> features = new ArrayList<>();
        for (int i = facts.leading(); i < facts.columns().size(); i++) {
            features.add(feature(i));
        }
        return features;
    }

    private Feature feature(int place) {
        ColumnProfile column = facts.profile().columns().get(place);
        Optional<FeatureDescription> told = facts.descriptions().stream()
                .filter(description -> description.name().equals(column.name()))
                .findFirst();
        OptionalLong defaults = facts.scan().defaults(place);
        long total = column.rows();
        List<ValueCount> values = facts.scan()
                .values(place)
                .map(counts -> values(counts, column.type(), total))
                .orElse(List.of());
        return new Feature(
                column.name(),
                column.type().sql(),
                told.map(FeatureDescription::sentence).filter(text -> !text.isEmpty()),
                told.map(FeatureDescription::expression),
                told.map(FeatureDescription::description).filter(text -> !text.isEmpty()),
                told.map(FeatureDescription::checks).orElse(List.of()),
                column.nulls(),
                share(column.nulls(), total),
                defaults.isPresent() ? told.flatMap(DefaultText::of) : Optional.empty(),
                defaults,
                defaults.isPresent() ? OptionalDouble.of(share(defaults.getAsLong(), total)) : OptionalDouble.empty(),
                column.isConstant(),
                column.distinct(),
                column.distinctExact(),
                value(column.type(), column.min()),
                value(column.type(), column.max()),
                column.mean(),
                column.deviation(),
                quantiles(column),
                facts.scan().histogram(place),
                values,
                facts.scan().values(place).isEmpty()
                        ? 0
                        : total
                                - column.nulls()
                                - values.stream().mapToLong(ValueCount::count).sum());
    }

    static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    private static List<ValueCount> values(ValueCounts counts, DataType type, long rows) {
        return counts.byFrequency().entrySet().stream()
                .limit(MOST_VALUES)
                .map(entry ->
                        new ValueCount(shown(type, entry.getKey()), entry.getValue(), share(entry.getValue(), rows)))
                .toList();
    }

    private static String shown(DataType type, String value) {
        return type == DataType.BOOLEAN ? String.valueOf(value.equals("1")) : value;
    }

    private static @Nullable Object value(DataType type, Optional<Object> value) {
        Object found = value.orElse(null);
        if (found instanceof Long micros && type == DataType.TIMESTAMP) {
            return Times.toInstant(micros).toString();
        }
        return found instanceof Long unscaled && type.isDecimal() ? BigDecimal.valueOf(unscaled, type.scale()) : found;
    }

    private static Map<String, Double> quantiles(ColumnProfile column) {
        Map<String, Double> quantiles = new LinkedHashMap<>();
        for (int i = 0; i < column.quantiles().size() && column.type() != DataType.TIMESTAMP; i++) {
            quantiles.put(
                    ColumnProfile.QUANTILES.get(i).toString(),
                    column.quantiles().get(i));
        }
        return quantiles;
    }
}
