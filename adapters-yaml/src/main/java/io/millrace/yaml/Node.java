package io.millrace.yaml;

import io.millrace.core.feature.Problem.Place;
import java.util.List;
import java.util.Optional;

/** A part of a file, with its place. */
sealed interface Node {
    Place.InFile place();

    /** What a message calls it. */
    String kind();

    /**
     * A single value.
     *
     * @param text as written, without quotes: {@code NO} and {@code 007} are these texts
     * @param quoted whether it stands in quotes, or in lines of its own below {@code |}
     * @param missing whether nothing is written, or {@code null}
     */
    record Scalar(String text, boolean quoted, boolean missing, Place.InFile place) implements Node {
        @Override
        public String kind() {
            return missing ? "nothing" : "the value " + text;
        }
    }

    record Sequence(List<Node> items, Place.InFile place) implements Node {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /**
     * @param entries in written order, keys unique
     */
    record Mapping(List<Entry> entries, Place.InFile place) implements Node {
        @Override
        public String kind() {
            return "a map";
        }

        Optional<Entry> find(String key) {
            return entries.stream().filter(entry -> entry.key().equals(key)).findFirst();
        }
    }

    /**
     * @param place of the key
     */
    record Entry(String key, Node value, Place.InFile place) {}
}
