package io.millrace.yaml;

import io.millrace.core.feature.Names;
import io.millrace.core.feature.Problem;
import io.millrace.core.feature.Problem.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Takes nodes for what they should be, and tells where they are something else. */
final class Shapes {
    private final Consumer<Problem> problems;

    /**
     * @param problems takes all that is found
     */
    Shapes(Consumer<Problem> problems) {
        this.problems = problems;
    }

    /** A map of which nothing is known but that it is one. */
    Optional<Node.Mapping> mapping(Node node, String what) {
        if (node instanceof Node.Mapping mapping) {
            return Optional.of(mapping);
        }
        tell(what + " is a map of names, not " + node.kind(), node.place(), "write name: value, one to a line");
        return Optional.empty();
    }

    /** Handles every entry of an optional map. */
    void each(Node.Mapping parent, String key, Consumer<Node.Entry> use) {
        parent.find(key)
                .flatMap(found -> mapping(found.value(), key))
                .ifPresent(map -> map.entries().forEach(use));
    }

    /**
     * Tells unknown keys. One that is nearly a known key which is absent is read as that, so that what is wrong below it is
     * told as well, and nothing is called missing.
     */
    Node.Mapping known(Node.Mapping mapping, List<String> known) {
        List<Node.Entry> entries = new ArrayList<>();
        for (Node.Entry entry : mapping.entries()) {
            if (known.contains(entry.key())) {
                entries.add(entry);
            } else if (entry.key().equals("<<")) {
                tell(
                        "<< would merge another map, and a feature set has no such thing",
                        entry.place(),
                        "write its entries here");
            } else {
                String all = "the keys here are " + String.join(", ", known);
                tell("unknown key " + entry.key(), entry.place(), Names.advice(entry.key(), known, all));
                Names.nearest(entry.key(), known)
                        .filter(meant -> mapping.find(meant).isEmpty())
                        .ifPresent(meant -> entries.add(new Node.Entry(meant, entry.value(), entry.place())));
            }
        }
        return new Node.Mapping(entries, mapping.place());
    }

    Optional<Node.Scalar> text(Node node) {
        if (node instanceof Node.Scalar scalar && !scalar.missing()) {
            return Optional.of(scalar);
        }
        boolean missing = node instanceof Node.Scalar;
        tell(
                missing ? "no value stands here" : "one value stands here, not " + node.kind(),
                node.place(),
                "write it behind the colon");
        return Optional.empty();
    }

    Optional<Node.Scalar> text(Node.Mapping mapping, String key) {
        return mapping.find(key).flatMap(entry -> text(entry.value()));
    }

    /** The texts of a list, and those of its entries that are none are told. */
    Optional<List<Node.Scalar>> texts(Node node, String what, String advice) {
        if (!(node instanceof Node.Sequence list)) {
            tell(what + " takes a list, not " + node.kind(), node.place(), advice);
            return Optional.empty();
        }
        List<Node.Scalar> texts = new ArrayList<>();
        list.items().forEach(item -> text(item).ifPresent(texts::add));
        return texts.size() == list.items().size() ? Optional.of(texts) : Optional.empty();
    }

    /** The nodes of a list, or the node itself. */
    static List<Node> oneOrMany(Node node) {
        return node instanceof Node.Sequence list ? list.items() : List.of(node);
    }

    Optional<Double> number(Node.Mapping mapping, String key) {
        return text(mapping, key)
                .flatMap(value -> Scalars.number(value.text()).stream()
                        .boxed()
                        .findFirst()
                        .or(() -> {
                            tell(
                                    key + " is a number, not " + value.text(),
                                    value.place(),
                                    "write for example " + key + ": 1");
                            return Optional.empty();
                        }));
    }

    Optional<Double> share(Node.Mapping mapping, String key) {
        return text(mapping, key)
                .flatMap(value -> Scalars.share(value.text()).stream()
                        .boxed()
                        .findFirst()
                        .or(() -> {
                            String advice = "write for example " + key + ": 5% or " + key + ": 0.05";
                            tell(key + " is a share, not " + value.text(), value.place(), advice);
                            return Optional.empty();
                        }));
    }

    /** Whether a key says true. */
    boolean isTrue(Node.Mapping mapping, String key) {
        Optional<Node.Scalar> value = text(mapping, key);
        boolean told =
                value.isEmpty() || List.of("true", "false").contains(value.get().text());
        if (!told) {
            tell(
                    key + " is true or false, not " + value.get().text(),
                    value.get().place(),
                    "write " + key + ": true");
        }
        return value.filter(flag -> flag.text().equals("true")).isPresent();
    }

    /** What the step makes; empty where it refuses, which is told. */
    <T> Optional<T> attempt(Place.InFile place, Supplier<T> step, String advice) {
        try {
            return Optional.of(step.get());
        } catch (IllegalArgumentException e) {
            tell(String.valueOf(e.getMessage()), place, advice);
            return Optional.empty();
        }
    }

    void tell(String what, Place.InFile place, String advice) {
        problems.accept(problem(what, place, advice));
    }

    static Problem problem(String what, Place.InFile place, String advice) {
        return new Problem(Problem.Cause.DEFINITION, what, place, advice);
    }
}
