package io.millrace.cli.render;

import java.util.ArrayList;
import java.util.List;

/** A part of a {@link Report}. */
public sealed interface Section {
    /** What JSON calls it, in snake_case. */
    String key();

    /** What people read above it; empty for none. */
    String heading();

    /** A table. */
    record Rows(String key, String heading, Table table) implements Section {}

    /** Single values, each under a name. */
    record Facts(String key, String heading, List<Fact> facts) implements Section {
        public Facts {
            facts = List.copyOf(facts);
        }
    }

    /**
     * @param name what JSON calls it, in snake_case; people read it with blanks
     */
    record Fact(String name, Cell cell) {
        String label() {
            return name.replace('_', ' ');
        }
    }

    /** Lines as they are: code to copy. */
    record Lines(String key, String heading, List<String> lines) implements Section {
        public Lines {
            lines = List.copyOf(lines);
        }
    }

    /** Collects facts. */
    final class FactsBuilder {
        private final String key;
        private final String heading;
        private final List<Fact> facts = new ArrayList<>();

        private FactsBuilder(String key, String heading) {
            this.key = key;
            this.heading = heading;
        }

        public FactsBuilder add(String name, Cell cell) {
            facts.add(new Fact(name, cell));
            return this;
        }

        public FactsBuilder add(String name, String text) {
            return add(name, Cell.text(text));
        }

        public Facts build() {
            return new Facts(key, heading, facts);
        }
    }

    static FactsBuilder facts(String key, String heading) {
        return new FactsBuilder(key, heading);
    }
}
