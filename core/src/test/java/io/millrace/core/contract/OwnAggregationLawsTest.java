package io.millrace.core.contract;

import io.millrace.core.event.DataType;
import io.millrace.core.port.Aggregation;
import java.util.List;
import net.jqwik.api.Group;

/** The kit's own extensions keep the laws. */
class OwnAggregationLawsTest {
    @Group
    class Span implements AggregationLaws {
        @Override
        public Aggregation aggregation() {
            return OwnExtensions.SPAN;
        }

        @Override
        public List<DataType> types() {
            return OwnExtensions.types(OwnExtensions.SPAN);
        }
    }

    @Group
    class Spread implements AggregationLaws {
        @Override
        public Aggregation aggregation() {
            return OwnExtensions.SPREAD;
        }

        @Override
        public List<DataType> types() {
            return OwnExtensions.types(OwnExtensions.SPREAD);
        }
    }

    @Group
    class Words implements AggregationLaws {
        @Override
        public Aggregation aggregation() {
            return OwnExtensions.WORDS;
        }

        @Override
        public List<DataType> types() {
            return OwnExtensions.types(OwnExtensions.WORDS);
        }
    }

    @Group
    class Pairs implements AggregationLaws {
        @Override
        public Aggregation aggregation() {
            return OwnExtensions.PAIRS;
        }

        @Override
        public List<DataType> types() {
            return OwnExtensions.types(OwnExtensions.PAIRS);
        }
    }
}
