package io.millrace.engine.arrow;

import io.millrace.core.sketch.LogBuckets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.arrow.memory.util.MemoryUtil;
import org.jspecify.annotations.Nullable;

/** All results that come from the values of one cell, in one walk over them. Each becomes one word. */
final class ValueResults implements ValueTarget {
    private final List<ValueResult> results = new ArrayList<>();
    private long into;
    private @Nullable LooseTexts texts;

    /** What makes a word of the values. */
    interface ValueResult {
        void begin(long total);

        void value(long word, byte[] text, int length, long count);

        /**
         * @param texts takes a text of which the word is the address
         */
        long end(LooseTexts texts);
    }

    ValueResults(StreamedCells.StreamedCell cell) {
        for (RecordLayout.Result result : cell.results()) {
            if (cell.kind() != CellKind.DISTINCT_SKETCH) {
                results.add(of(result, cell.text()));
            }
        }
    }

    private static ValueResult of(RecordLayout.Result result, boolean text) {
        double share = result.call().parameter();
        return switch (result.call().function()) {
            case COUNT_DISTINCT, COUNT_DAYS -> new CountResult();
            case QUANTILE -> new QuantileResult(share);
            case APPROX_QUANTILE -> new BucketResult(share);
            case MODE -> new ModeResult(text);
            case MAX_GAP -> new GapResult();
            default -> throw new IllegalArgumentException(result.call().function() + " comes from no values");
        };
    }

    /**
     * Says where the results of the next cell go.
     *
     * @param address that of the first result
     */
    ValueResults to(long address, LooseTexts textsThere) {
        into = address;
        texts = textsThere;
        return this;
    }

    @Override
    public void begin(long total) {
        results.forEach(result -> result.begin(total));
    }

    @Override
    public void value(long word, byte[] text, int length, long count) {
        for (ValueResult result : results) {
            result.value(word, text, length, count);
        }
    }

    @Override
    public void end() {
        LooseTexts space = Objects.requireNonNull(texts);
        for (int i = 0; i < results.size(); i++) {
            MemoryUtil.putLong(into + (long) i * Long.BYTES, results.get(i).end(space));
        }
    }

    /** How many values there are. */
    private static final class CountResult implements ValueResult {
        private long values;

        @Override
        public void begin(long total) {
            values = 0;
        }

        @Override
        public void value(long word, byte[] text, int length, long count) {
            values++;
        }

        @Override
        public long end(LooseTexts texts) {
            return values;
        }
    }

    /** The value that occurs most often, of several the first. */
    private static final class ModeResult implements ValueResult {
        private final boolean text;
        private long most;
        private long mode;
        private byte[] bytes = new byte[16];
        private int size;

        ModeResult(boolean text) {
            this.text = text;
        }

        @Override
        public void begin(long total) {
            most = 0;
            mode = 0;
        }

        @Override
        public void value(long word, byte[] value, int length, long count) {
            if (count <= most) {
                return;
            }
            most = count;
            mode = word;
            if (text) {
                if (bytes.length < length) {
                    bytes = new byte[Math.max(length, 2 * bytes.length)];
                }
                System.arraycopy(value, 0, bytes, 0, length);
                size = length;
            }
        }

        @Override
        public long end(LooseTexts texts) {
            return text && most > 0 ? texts.add(bytes, 0, size) : mode;
        }
    }

    /** As {@link ListResults#quantile}. */
    private static final class QuantileResult implements ValueResult {
        private final double share;
        private double place;
        private long below;
        private long seen;
        private long value;
        private long next;

        QuantileResult(double share) {
            this.share = share;
        }

        @Override
        public void begin(long total) {
            place = share * (total - 1);
            below = (long) Math.floor(place);
            seen = 0;
        }

        @Override
        public void value(long word, byte[] text, int length, long count) {
            if (seen <= below && below < seen + count) {
                value = word;
            }
            if (seen <= below + 1 && below + 1 < seen + count) {
                next = word;
            }
            seen += count;
        }

        @Override
        public long end(LooseTexts texts) {
            if (seen == 0) {
                return 0;
            }
            return Double.doubleToRawLongBits(
                    place == below
                            ? Extremes.unordered(value)
                            : ListResults.between(Extremes.unordered(value), Extremes.unordered(next), place - below));
        }
    }

    /** As {@link ListResults#approximateQuantile}. */
    private static final class BucketResult implements ValueResult {
        private final double share;
        private long rank;
        private long seen;
        private long bucket;

        BucketResult(double share) {
            this.share = share;
        }

        @Override
        public void begin(long total) {
            rank = (long) Math.floor(share * (total - 1));
            seen = 0;
        }

        @Override
        public void value(long word, byte[] text, int length, long count) {
            if (seen <= rank && rank < seen + count) {
                bucket = word;
            }
            seen += count;
        }

        @Override
        public long end(LooseTexts texts) {
            return seen == 0 ? 0 : Double.doubleToRawLongBits(LogBuckets.middle((int) bucket));
        }
    }

    /** As {@link ListResults#longestGap}. */
    private static final class GapResult implements ValueResult {
        private boolean any;
        private long previous;
        private long longest;

        @Override
        public void begin(long total) {
            any = false;
            longest = 0;
        }

        @Override
        public void value(long word, byte[] text, int length, long count) {
            if (any && Long.compareUnsigned(word - previous, longest) > 0) {
                longest = word - previous;
            }
            any = true;
            previous = word;
        }

        @Override
        public long end(LooseTexts texts) {
            return Double.doubleToRawLongBits(ListResults.seconds(longest));
        }
    }
}
