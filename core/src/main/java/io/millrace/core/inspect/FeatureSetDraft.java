package io.millrace.core.inspect;

import io.millrace.core.event.DataType;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.feature.FeatureSetBuilder;
import io.millrace.core.feature.Lengths;
import io.millrace.core.port.EventSource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A feature set to begin with, proposed from what an event log looks like: which columns say who, when and what, and a
 * handful of features of every kind. It asks nothing, and gives a reason for every choice.
 *
 * @param featureSet binds to the events, with the types that it declares
 * @param asOf the first midnight (UTC) behind the sampled events
 * @param entity whom a row of the matrix describes
 * @param time when events happened
 * @param type what happened; empty where no column says so
 * @param yaml the set as a commented file
 */
public record FeatureSetDraft(
        FeatureSet featureSet, Instant asOf, Choice entity, Choice time, Optional<Choice> type, String yaml) {
    private static final long MOST_DAYS = 30;

    /**
     * A column, and why it was chosen.
     *
     * @param reason half a sentence
     */
    public record Choice(String column, String reason) {}

    /**
     * Looks at the schema and at no more than 20,000 rows from all over the input.
     *
     * @param events opened without declared types
     * @param name what to call the set
     * @throws io.millrace.core.run.InputException where no column holds a time, or none says whom the events are about;
     *     it tells what was looked at, and what to do
     */
    public static FeatureSetDraft of(EventSource events, String name) {
        RowSample sample = RowSample.of(events);
        ColumnRoles roles = new ColumnRoles(sample);
        ColumnRoles.Chosen time = roles.time();
        ColumnRoles.Chosen entity = roles.entity(time.column());
        Optional<ColumnRoles.Chosen> type = roles.type(time.column(), entity.column());
        Set<SampledColumn> taken = new HashSet<>(List.of(time.column(), entity.column()));
        type.ifPresent(chosen -> taken.add(chosen.column()));
        List<SampledColumn> measures = roles.measures(taken);
        taken.addAll(measures);
        List<SampledColumn> categories = roles.categories(taken, entity.column());

        List<Long> times = time.column().times();
        Instant first = day(Collections.min(times));
        Instant asOf = day(Collections.max(times)).plus(1, ChronoUnit.DAYS);
        long days = Math.min(MOST_DAYS, ChronoUnit.DAYS.between(first, asOf));
        FeatureSetBuilder builder = FeatureSet.builder(name)
                .entity(entity.column().name())
                .time(time.column().name())
                .window(Duration.ofDays(days));
        if (!sample.typed()) {
            builder.column(time.column().name(), DataType.TIMESTAMP);
            measures.forEach(measure ->
                    builder.column(measure.name(), measure.readableAs().orElse(DataType.FLOAT64)));
        }
        DraftFeatures features =
                new DraftFeatures(builder, time.column().name(), entity.column().name(), days);
        features.add(type.map(ColumnRoles.Chosen::column), measures, categories);
        FeatureSet set = builder.build();
        Optional<Choice> chosenType = type.map(ColumnRoles.Chosen::choice);
        DraftYaml yaml = new DraftYaml(set, features.comments());
        yaml.head(
                entity.choice(),
                time.choice(),
                chosenType,
                "the events reach from " + first + " to before " + asOf
                        + " (" + sample.rows() + " sampled rows); a run as of "
                        + asOf.toString().substring(0, 10)
                        + " looks back " + Lengths.label(Duration.ofDays(days)) + " from there");
        return new FeatureSetDraft(set, asOf, entity.choice(), time.choice(), chosenType, yaml.write(sample.rows()));
    }

    private static Instant day(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).truncatedTo(ChronoUnit.DAYS);
    }
}
