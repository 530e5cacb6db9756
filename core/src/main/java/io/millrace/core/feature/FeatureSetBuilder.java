package io.millrace.core.feature;

import io.millrace.core.event.DataType;
import io.millrace.core.feature.Problem.Place;
import io.millrace.core.run.DefinitionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Puts a feature set together from expressions of the feature language.
 *
 * <pre>{@code
 * FeatureSet features = FeatureSet.builder("churn")
 *         .entity("user_id")
 *         .time("timestamp")
 *         .window("30d")
 *         .let("count_{event_type}", "count(*) filter (where event_type = :event_type)")
 *         .forEach("event_type", "page_view", "search")
 *         .feature("searches_per_view", "count_search / count_page_view")
 *         .checkRange("searches_per_view", 0, 100)
 *         .build();
 * }</pre>
 *
 * <p>Nothing is refused before {@link #build}, which tells all problems at once. Not for use by several threads.
 */
public final class FeatureSetBuilder {
    private final String name;
    private final List<Draft> drafts = new ArrayList<>();
    private final List<PlacedCheck> checks = new ArrayList<>();
    private final Map<String, DataType> columns = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Place.InFile> places = new HashMap<>();
    private @Nullable Place here;
    private final List<Validator> validators = new ArrayList<>();
    private List<String> entity = List.of();
    private String time = "";
    private @Nullable Duration window;
    private @Nullable Where where;
    private boolean windowGiven;

    FeatureSetBuilder(String name) {
        this.name = name;
    }

    /**
     * Says where the parts that follow are written, which problems then show. Without it a problem names the part.
     */
    public FeatureSetBuilder at(Place place) {
        here = place;
        return this;
    }

    /** The event columns that name the entity: one, or several for a composite key. */
    public FeatureSetBuilder entity(String... columns) {
        return entity(List.of(columns));
    }

    /** The event columns that name the entity. */
    public FeatureSetBuilder entity(List<String> columns) {
        note("entity");
        entity = List.copyOf(columns);
        return this;
    }

    /** The event column that holds the event time. */
    public FeatureSetBuilder time(String column) {
        note("time");
        time = column;
        return this;
    }

    /** The length of the window before the as-of time. */
    public FeatureSetBuilder window(Duration length) {
        windowGiven = true;
        if (length.isZero() || length.isNegative()) {
            problem("a window must be longer than nothing, not " + Lengths.print(length), place("window"), "");
        } else {
            window = length;
        }
        return this;
    }

    /** The length of the window before the as-of time, for example {@code 30d}; see {@link Lengths}. */
    public FeatureSetBuilder window(String length) {
        windowGiven = true;
        return attempt("window", () -> window(Lengths.parse(length)));
    }

    /** Declares the type of an event column. */
    public FeatureSetBuilder column(String column, DataType type) {
        note("columns");
        if (columns.put(column, type) != null) {
            problem("column " + column + " is declared twice", place("columns"), "remove one of the two");
        }
        return this;
    }

    /** Declares the type of an event column by its name in the feature language, for example {@code bigint}. */
    public FeatureSetBuilder column(String column, String type) {
        Types.find(type)
                .ifPresentOrElse(
                        found -> column(column, found),
                        () -> problem(type + " is no type", place("columns: " + column), Types.advice(type)));
        return this;
    }

    /** Excludes all events for which the condition is not true. */
    public FeatureSetBuilder where(String condition) {
        Place place = note("where");
        Parser.parse(Draft.label("where", place), condition, problems::add)
                .ifPresent(expression -> where = new Where(expression, condition));
        return this;
    }

    /** Refuses all events for which the condition is not true. */
    public FeatureSetBuilder validate(String validator, String condition) {
        Place place = note("validator " + validator);
        Parser.parse(Draft.label("validator " + validator, place), condition, problems::add)
                .ifPresent(expression -> validate(new Validator.Condition(validator, expression, condition)));
        return this;
    }

    /** Adds a validator of events. */
    public FeatureSetBuilder validate(Validator validator) {
        note("validator " + validator.name());
        if (validators.stream().anyMatch(other -> other.name().equals(validator.name()))) {
            problem("validator " + validator.name() + " stands twice", place("validators"), "rename one of the two");
        }
        validators.add(validator);
        return this;
    }

    /** Adds an intermediate: computed, not in the matrix. */
    public FeatureSetBuilder let(String definition, String expression) {
        return add(Draft.Kind.LET, definition, expression);
    }

    /** Adds an intermediate: computed, not in the matrix. */
    public FeatureSetBuilder let(String definition, Expression expression) {
        return add(Draft.Kind.LET, definition, expression);
    }

    /** Adds the next column of the matrix. */
    public FeatureSetBuilder feature(String definition, String expression) {
        return add(Draft.Kind.FEATURE, definition, expression);
    }

    /** Adds the next column of the matrix. */
    public FeatureSetBuilder feature(String definition, Expression expression) {
        return add(Draft.Kind.FEATURE, definition, expression);
    }

    /** Gives the definition just added a window of its own, for example {@code 7d}. */
    public FeatureSetBuilder over(String length) {
        return windows(List.of(length), false);
    }

    /** Repeats the definition just added once per window, which its name ends with: {@code _1d}, {@code _7d}. */
    public FeatureSetBuilder overEach(String... lengths) {
        return windows(List.of(lengths), true);
    }

    private FeatureSetBuilder windows(List<String> lengths, boolean suffixed) {
        return ofLast(draft -> draft.withWindows(new Windows(
                lengths.stream().map(Lengths::parse).toList(),
                suffixed,
                draft.windows().map(Windows::offset).orElse(Duration.ZERO))));
    }

    /** Lets the windows of the definition just added end that long before the as-of time, for example {@code 7d}. */
    public FeatureSetBuilder offset(String length) {
        return ofLast(draft -> draft.withWindows(draft.windows()
                .orElse(new Windows(List.of(), false, Duration.ZERO))
                .withOffset(Lengths.parse(length))));
    }

    /** Windows of its own for the definition just added. */
    public FeatureSetBuilder windows(Windows own) {
        return replaceLast(last().withWindows(own));
    }

    /** What stands for null in the feature just added. */
    public FeatureSetBuilder defaultTo(long value) {
        return defaultTo(new Expression.IntegerLiteral(value, Span.NONE));
    }

    /** What stands for null in the feature just added; finite. */
    public FeatureSetBuilder defaultTo(double value) {
        return defaultTo(new Expression.DoubleLiteral(value, Span.NONE));
    }

    /** What stands for null in the feature just added. */
    public FeatureSetBuilder defaultTo(boolean value) {
        return defaultTo(new Expression.BooleanLiteral(value, Span.NONE));
    }

    /** What stands for null in the feature just added: a text, or a timestamp as text. */
    public FeatureSetBuilder defaultTo(String value) {
        return defaultTo(new Expression.TextLiteral(value, Span.NONE));
    }

    /** What stands for null in the feature just added. */
    public FeatureSetBuilder defaultTo(Expression.Literal value) {
        return ofLast(draft -> draft.withDefault(Constants.asWritten(value)));
    }

    private FeatureSetBuilder ofLast(UnaryOperator<Draft> change) {
        Draft draft = last();
        try {
            return replaceLast(change.apply(draft));
        } catch (IllegalArgumentException e) {
            Place place = here == null ? draft.place() : here;
            problems.add(new Problem(Problem.Cause.DEFINITION, draft.name() + ": " + e.getMessage(), place, ""));
            return replaceLast(draft.refuse());
        }
    }

    /**
     * Repeats the definition just added once per value, which {@code :column} stands for; its name holds the column in
     * braces. Called again it repeats the definition for every combination.
     */
    public FeatureSetBuilder forEach(String column, String... values) {
        return forEach(column, List.of(values));
    }

    /** Repeats the definition just added once per value, which {@code :column} stands for. */
    public FeatureSetBuilder forEach(String column, List<String> values) {
        if (values.isEmpty()) {
            String what = "for " + column + " lists no value";
            String advice = "list the values that the definition is for";
            return refuse(new Problem(Problem.Cause.DEFINITION, what, last().place(), advice));
        }
        return replaceLast(last().withEach(new ForEach(column, values)));
    }

    /** Tells a problem with the definition just added, for who reads sets from elsewhere; {@link #build} will fail. */
    public FeatureSetBuilder refuse(Problem problem) {
        problems.add(problem);
        return refuse();
    }

    /** Judges the definition just added no further, because a problem with it has been told elsewhere. */
    public FeatureSetBuilder refuse() {
        return replaceLast(last().refuse());
    }

    /** Says in words what the definition just added means. */
    public FeatureSetBuilder describe(String description) {
        return replaceLast(last().withDescription(description));
    }

    /** Every value of the feature must lie in the range, whose bounds belong to it. */
    public FeatureSetBuilder checkRange(String feature, double min, double max) {
        return checkRange(feature, Optional.of(min), Optional.of(max));
    }

    /** Every value of the feature must lie in the range, whose bounds belong to it; one of them may be empty. */
    public FeatureSetBuilder checkRange(String feature, Optional<Double> min, Optional<Double> max) {
        return attempt("check " + feature, () -> check(new Check.Range(feature, min, max)));
    }

    /** No value of the feature may be null. */
    public FeatureSetBuilder checkNotNull(String feature) {
        return check(new Check.NotNull(feature));
    }

    /** No two rows of one as-of time may have the same value of the feature. */
    public FeatureSetBuilder checkUnique(String feature) {
        return check(new Check.Unique(feature, Severity.FAIL));
    }

    /** At most this share of the rows, 0 to 1, may hold the feature's default. */
    public FeatureSetBuilder checkMaxDefault(String feature, double share) {
        return attempt("check " + feature, () -> check(new Check.MaxDefault(feature, share, Severity.FAIL)));
    }

    /** The condition over the features of a row must not be false. */
    public FeatureSetBuilder checkCondition(String check, String expression) {
        return checkCondition(check, expression, Severity.FAIL);
    }

    /** The condition over the features of a row must not be false. */
    public FeatureSetBuilder checkCondition(String check, String expression, Severity severity) {
        Place place = note("check " + check);
        Parser.parse(Draft.label("check " + check, place), expression, problems::add)
                .ifPresent(condition -> check(new Check.Condition(check, condition, expression, severity)));
        return this;
    }

    /** No two features may be correlated more than this, in either direction. */
    public FeatureSetBuilder checkCorrelation(double limit) {
        return attempt("check correlation", () -> check(new Check.Correlation(limit)));
    }

    /** Adds a check. */
    public FeatureSetBuilder check(Check check) {
        return attempt("check " + check.key(), () -> {
            checks.add(new PlacedCheck(Constants.asWritten(check), note("check " + check.key())));
            return this;
        });
    }

    /**
     * The feature set. Checks of the same feature stand together in it, where the first of them was added: range, not
     * null, unique, default, shares, condition.
     *
     * @throws DefinitionException with all problems, where there are any
     */
    public FeatureSet build() {
        checkHeader();
        FeatureSetRules rules = new FeatureSetRules(entity, problems::add);
        rules.checkDefinitions(drafts);
        rules.checkChecks(checks);
        if (!problems.isEmpty() || window == null) {
            throw new DefinitionException(problems);
        }
        return new FeatureSet(
                name,
                entity,
                time,
                window,
                columns,
                Optional.ofNullable(where),
                validators,
                definitions(Draft.Kind.LET),
                definitions(Draft.Kind.FEATURE),
                groupedChecks(),
                new Places(places));
    }

    private List<Check> groupedChecks() {
        Map<String, List<Check>> groups = new LinkedHashMap<>();
        checks.forEach(placed -> groups.computeIfAbsent(placed.check().key(), key -> new ArrayList<>())
                .add(placed.check()));
        return groups.values().stream()
                .flatMap(group -> group.stream().sorted(Comparator.comparingInt(FeatureSetBuilder::rank)))
                .toList();
    }

    private static int rank(Check check) {
        if (check instanceof Check.Range) {
            return 0;
        }
        if (check instanceof Check.NotNull) {
            return 1;
        }
        if (check instanceof Check.Unique) {
            return 2;
        }
        if (check instanceof Check.MaxDefault) {
            return 3;
        }
        return check instanceof Check.Share ? 4 : 5;
    }

    /** A check and where it is written. */
    record PlacedCheck(Check check, Place place) {}

    private void checkHeader() {
        if (name.isBlank()) {
            problem("the feature set has no name", place("feature_set"), "name it, for example feature_set: churn");
        }
        if (entity.isEmpty() || entity.stream().anyMatch(String::isBlank)) {
            problem(
                    "no entity is named",
                    place("entity"),
                    "name the column of the entity key, for example entity: user_id");
        }
        if (time.isBlank()) {
            problem(
                    "no event time is named",
                    place("time"),
                    "name the column of the event time, for example time: timestamp");
        } else if (entity.contains(time)) {
            problem(time + " is both entity and event time", place("time"), "name two columns");
        }
        if (entity.stream().distinct().count() < entity.size()) {
            problem("the entity names a column twice", place("entity"), "name every column once");
        }
        if (!windowGiven) {
            problem("no window is given", place("window"), "say how far features look back, for example window: 30d");
        }
        if (drafts.stream().noneMatch(draft -> draft.kind() == Draft.Kind.FEATURE)) {
            problem("the feature set has no feature", place("features"), "define at least one");
        }
    }

    private List<Definition> definitions(Draft.Kind kind) {
        return drafts.stream()
                .filter(draft -> draft.kind() == kind)
                .flatMap(draft -> draft.definition().stream())
                .toList();
    }

    private FeatureSetBuilder add(Draft.Kind kind, String definition, String text) {
        Place place = note(kind.label() + " " + definition);
        Optional<Expression> expression = Parser.parse(Draft.label(definition, place), text, problems::add);
        drafts.add(Draft.of(kind, definition, expression, text, place));
        return this;
    }

    private FeatureSetBuilder add(Draft.Kind kind, String definition, Expression expression) {
        Place place = note(kind.label() + " " + definition);
        try {
            Nesting.check(expression);
            drafts.add(Draft.of(kind, definition, Optional.of(expression), Printer.print(expression), place));
        } catch (SyntaxException e) {
            drafts.add(Draft.of(kind, definition, Optional.empty(), "", place));
            problems.add(e.problem(Draft.label(definition, place), ""));
        }
        return this;
    }

    private Draft last() {
        if (drafts.isEmpty()) {
            throw new IllegalStateException("first add the definition that this is about");
        }
        return drafts.get(drafts.size() - 1);
    }

    private FeatureSetBuilder replaceLast(Draft draft) {
        drafts.set(drafts.size() - 1, draft);
        return this;
    }

    private FeatureSetBuilder attempt(String part, Supplier<FeatureSetBuilder> step) {
        try {
            return step.get();
        } catch (IllegalArgumentException e) {
            problem(String.valueOf(e.getMessage()), place(part), "");
            return this;
        }
    }

    /** The place of a part that the set has; told to whoever reports a problem with it later. */
    private Place note(String part) {
        if (here instanceof Place.InFile file) {
            places.putIfAbsent(part, file);
        }
        return place(part);
    }

    private Place place(String part) {
        return here == null ? new Place.InPart(part) : here;
    }

    private void problem(String what, Place place, String advice) {
        problems.add(new Problem(Problem.Cause.DEFINITION, what, place, advice));
    }
}
