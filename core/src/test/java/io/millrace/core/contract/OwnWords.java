package io.millrace.core.contract;

import io.millrace.core.event.DataType;
import io.millrace.core.port.Arguments;
import io.millrace.core.port.ObjectAggregation;
import io.millrace.core.port.Result;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** {@code own_words(x)}: the different texts in order, with bars between. */
final class OwnWords implements ObjectAggregation<TreeSet<String>> {
    /** The set, and for each text an entry, a string and its characters. */
    private static final long SET = 64;

    private static final long ENTRY = 96;

    @Override
    public String name() {
        return "own_words";
    }

    @Override
    public Optional<DataType> result(List<DataType> arguments) {
        return arguments.equals(List.of(DataType.TEXT)) ? Optional.of(DataType.TEXT) : Optional.empty();
    }

    @Override
    public String takes() {
        return "a text";
    }

    @Override
    public TreeSet<String> identity() {
        return new TreeSet<>();
    }

    @Override
    public void accumulate(TreeSet<String> state, long time, Arguments arguments) {
        state.add(arguments.textAt(0));
    }

    @Override
    public void merge(TreeSet<String> into, TreeSet<String> from) {
        into.addAll(from);
    }

    @Override
    public void finish(TreeSet<String> state, Result result) {
        result.set(String.join("|", state));
    }

    @Override
    public byte[] encode(TreeSet<String> state) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeInt(state.size());
            for (String word : state) {
                out.writeUTF(word);
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public TreeSet<String> decode(byte[] bytes) {
        try {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
            TreeSet<String> words = new TreeSet<>();
            for (int left = in.readInt(); left > 0; left--) {
                words.add(in.readUTF());
            }
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public long bytes(TreeSet<String> state) {
        return SET
                + state.stream().mapToLong(word -> ENTRY + 4L * word.length()).sum();
    }
}
