package io.millrace.engine.arrow;

import io.millrace.core.evaluate.EntryCondition;
import io.millrace.core.event.Dictionary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * For every entry of a dictionary the counts that it adds to. A layer has at {@code code + 1} twice the offset of a count
 * in a record, and 1 more where the entry does add to it; where several counts want an entry, there are several layers.
 */
final class CountPlaces {
    /** Stands for the code of null. */
    static final int NULL = -1;

    private final List<Target> targets;
    private final List<int[]> layers = new ArrayList<>();
    private boolean[] accepted = new boolean[64];
    private long dictionary;
    private int known;

    /**
     * A count, and which values it counts.
     *
     * @param countsNull whether null is counted where the condition is true of it
     * @param offset in a record
     */
    record Target(EntryCondition condition, boolean countsNull, int offset) {}

    /**
     * @param targets at least one
     */
    CountPlaces(List<Target> targets) {
        this.targets = List.copyOf(targets);
        layers.add(emptyLayer(accepted.length));
        for (Target target : targets) {
            if (target.countsNull() && target.condition().acceptsNull()) {
                add(NULL, target);
            }
        }
    }

    int layers() {
        return layers.size();
    }

    int[] layer(int layer) {
        return layers.get(layer);
    }

    /** Takes in the entries that were not known yet. */
    void learn(Dictionary entries) {
        if (dictionary != entries.id()) {
            dictionary = entries.id();
            forget();
        }
        if (known == entries.size()) {
            return;
        }
        reserve(entries.size());
        for (Target target : targets) {
            target.condition().accept(entries, known, entries.size(), accepted);
            for (int code = known; code < entries.size(); code++) {
                if (accepted[code]) {
                    add(code, target);
                }
            }
        }
        known = entries.size();
    }

    private void forget() {
        layers.forEach(layer -> Arrays.fill(layer, 1, layer.length, nothing()));
        known = 0;
    }

    private void reserve(int entries) {
        if (entries < accepted.length) {
            return;
        }
        int larger = Math.max(entries + 1, 2 * accepted.length);
        accepted = Arrays.copyOf(accepted, larger);
        layers.replaceAll(layer -> {
            int[] copy = Arrays.copyOf(layer, larger);
            Arrays.fill(copy, layer.length, larger, nothing());
            return copy;
        });
    }

    private void add(int code, Target target) {
        int place = 2 * target.offset() + 1;
        for (int[] layer : layers) {
            if ((layer[code + 1] & 1) == 0) {
                layer[code + 1] = place;
                return;
            }
        }
        int[] another = emptyLayer(accepted.length);
        another[code + 1] = place;
        layers.add(another);
    }

    private int[] emptyLayer(int length) {
        int[] layer = new int[length];
        Arrays.fill(layer, nothing());
        return layer;
    }

    private int nothing() {
        return 2 * targets.get(0).offset();
    }
}
