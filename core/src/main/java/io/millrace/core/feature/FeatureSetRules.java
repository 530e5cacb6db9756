package io.millrace.core.feature;

import io.millrace.core.feature.Problem.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What must hold for the names of a feature set, whatever its expressions say. */
final class FeatureSetRules {
    private static final Set<String> BUILT_IN = Set.of("as_of", "window_start", "window_middle", "window_days");
    private static final String CORRELATION = "correlation";
    private static final Pattern BRACES = Pattern.compile("[{}]");

    private final List<String> entity;
    private final Consumer<Problem> problems;
    private final Map<String, String> definedBy = new LinkedHashMap<>();
    private final List<String> features = new ArrayList<>();
    private boolean namesAreKnown = true;
    private final Set<String> withDefault = new HashSet<>();

    FeatureSetRules(List<String> entity, Consumer<Problem> problems) {
        this.entity = entity;
        this.problems = problems;
    }

    void checkDefinitions(List<Draft> drafts) {
        for (Draft draft : drafts) {
            if (draft.refused()) {
                namesAreKnown = false;
                continue;
            }
            if (draft.name().isBlank()) {
                problem("a " + draft.kind().label() + " has no name", draft.place(), "");
            } else if (draft.kind() == Draft.Kind.LET && draft.defaultValue().isPresent()) {
                problem(
                        "let " + draft.name() + " has a default",
                        draft.place(),
                        "a default is for a feature; in a let write coalesce(…, default)");
            } else if (isTemplateSound(draft)) {
                names(draft).forEach(name -> add(draft, name));
            }
        }
    }

    private boolean isTemplateSound(Draft draft) {
        if (!refuse(
                NameTemplate.isTooMany(draft.each(), draft.windows()),
                draft,
                draft.name() + " is repeated more than " + NameTemplate.MOST_COPIES + " times",
                "list fewer values, or define parts of it by themselves")) {
            return false;
        }
        String rest = draft.name();
        Set<String> columns = new HashSet<>();
        for (ForEach each : draft.each()) {
            rest = rest.replace(NameTemplate.placeholder(each.column()), "");
            if (!isSound(each, draft)
                    || !refuse(
                            !columns.add(each.column()),
                            draft,
                            draft.name() + " is repeated for " + each.column() + " twice",
                            "list all its values in one place")) {
                return false;
            }
        }
        if (draft.windows().filter(Windows::suffixed).isPresent()) {
            rest = rest.replace(NameTemplate.WINDOW, "");
        }
        if (draft.each().isEmpty()) {
            return refuse(
                    BRACES.matcher(rest).find(),
                    draft,
                    draft.name() + " has braces, but no values to repeat it for",
                    "add for: {column: [values]}, or remove the braces");
        }
        String known = draft.each().stream()
                .map(each -> NameTemplate.placeholder(each.column()))
                .collect(Collectors.joining(" and "));
        return refuse(
                BRACES.matcher(rest).find(),
                draft,
                draft.name() + " has braces around something else than "
                        + draft.each().stream().map(ForEach::column).collect(Collectors.joining(" and ")),
                "only " + known + (draft.each().size() == 1 ? " stands" : " stand") + " for a value");
    }

    private boolean isSound(ForEach each, Draft draft) {
        String placeholder = NameTemplate.placeholder(each.column());
        Set<String> seen = new HashSet<>();
        List<String> repeated = each.values().stream()
                .filter(value -> !seen.add(value))
                .distinct()
                .toList();
        return refuse(
                        !draft.name().contains(placeholder),
                        draft,
                        draft.name() + " is repeated for " + each.column() + ", and every repetition has the same name",
                        "put the column in braces into the name, for example " + draft.name() + "_" + placeholder)
                && refuse(
                        !repeated.isEmpty(),
                        draft,
                        "for " + each.column() + " lists " + String.join(", ", repeated) + " more than once",
                        "list every value once")
                && refuse(
                        each.values().stream()
                                .anyMatch(value -> NameTemplate.snakeCase(value).isEmpty()),
                        draft,
                        "for " + each.column() + " lists a value without a letter or digit, which gives no name",
                        "define it by itself, without for");
    }

    /** Tells the problem where it is one, and whether it is none. */
    private boolean refuse(boolean wrong, Draft draft, String what, String advice) {
        if (wrong) {
            problem(what, draft.place(), advice);
        }
        return !wrong;
    }

    private static List<String> names(Draft draft) {
        return NameTemplate.repetitions(draft.name(), draft.each(), draft.windows()).stream()
                .map(NameTemplate.Repetition::name)
                .toList();
    }

    private void add(Draft draft, String name) {
        String definition = draft.kind().label() + " " + draft.name();
        String first = definedBy.putIfAbsent(name, definition);
        if (first != null) {
            collision(draft, name, first, definition);
        } else if (name.isEmpty()) {
            problem(draft.name() + " gives an empty name", draft.place(), "add letters to the name");
        } else if (BUILT_IN.contains(name)) {
            problem(name + " is a name of the language", draft.place(), "choose another name");
        } else if (entity.contains(name) && draft.kind() == Draft.Kind.FEATURE) {
            problem(
                    name + " is the entity, which is a column of the matrix already",
                    draft.place(),
                    "choose another name");
        }
        if (draft.kind() == Draft.Kind.FEATURE) {
            features.add(name);
            if (draft.defaultValue().isPresent()) {
                withDefault.add(name);
            }
        }
    }

    private void collision(Draft draft, String name, String first, String second) {
        String both = first.equals(second) ? second : first + " and " + second;
        String what = !draft.each().isEmpty()
                ? name + " is defined twice, by " + both + ": a generated name holds only letters, digits and _"
                : name + " is defined twice, by " + both;
        problem(what, draft.place(), "rename or remove one of the two");
    }

    void checkChecks(List<FeatureSetBuilder.PlacedCheck> checks) {
        Set<Object> seen = new HashSet<>();
        for (FeatureSetBuilder.PlacedCheck placed : checks) {
            Check check = placed.check();
            if (!seen.add(subject(check))) {
                problem(subject(check) + " stands twice", placed.place(), "remove one of the two");
            }
            if (check.key().equals(CORRELATION) && !(check instanceof Check.Correlation)) {
                problem(
                        "correlation names the limit on correlations, and no other check",
                        placed.place(),
                        "rename the feature or the check");
            } else if (isAboutFeature(check)) {
                checkFeature(check.key(), placed.place());
                if (check instanceof Check.MaxDefault limit) {
                    checkDefault(limit.feature(), placed.place());
                }
            }
        }
    }

    private static boolean isAboutFeature(Check check) {
        return !(check instanceof Check.Condition
                || check instanceof Check.Correlation
                || check instanceof Check.Named);
    }

    private static String subject(Check check) {
        if (check instanceof Check.Range range) {
            return "the range of " + range.feature();
        } else if (check instanceof Check.NotNull notNull) {
            return "not_null of " + notNull.feature();
        } else if (check instanceof Check.Unique unique) {
            return "unique of " + unique.feature();
        } else if (check instanceof Check.MaxDefault limit) {
            return "max_default of " + limit.feature();
        } else if (check instanceof Check.Share share) {
            return "the share of " + Printer.print(share.value()) + " in " + share.feature();
        } else if (check instanceof Check.Named named) {
            return "the check " + named.name();
        } else if (check instanceof Check.Condition condition) {
            return "the check " + condition.name();
        }
        return "the correlation limit";
    }

    private void checkFeature(String name, Place place) {
        if (!features.contains(name) && namesAreKnown) {
            boolean let = definedBy.containsKey(name);
            problem(
                    "a check is about " + name + ", which is no feature",
                    place,
                    let
                            ? name + " stands under let; only columns of the matrix can be checked"
                            : Names.advice(name, features, "the features are " + String.join(", ", features)));
        }
    }

    private void checkDefault(String name, Place place) {
        if (features.contains(name) && !withDefault.contains(name)) {
            problem(
                    "max_default is about the default of " + name + ", which has none",
                    place,
                    "give " + name + " a default, for example default: 0");
        }
    }

    private void problem(String what, Place place, String advice) {
        problems.accept(new Problem(Problem.Cause.DEFINITION, what, place, advice));
    }
}
