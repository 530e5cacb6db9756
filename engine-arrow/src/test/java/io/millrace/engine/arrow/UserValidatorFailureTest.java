package io.millrace.engine.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.millrace.core.contract.MemoryMatrixSink;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.feature.Validator;
import io.millrace.core.port.Arguments;
import io.millrace.core.port.EventValidator;
import io.millrace.core.port.Extensions;
import io.millrace.core.port.RunListener;
import io.millrace.core.run.FeaturePipeline;
import io.millrace.core.run.InputException;
import io.millrace.core.run.RunRequest;
import io.millrace.core.streamflow.SimulatorSettings;
import io.millrace.core.streamflow.StreamflowSimulator;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class UserValidatorFailureTest {
    /** Asks a number for its text. */
    private static final class Confused implements EventValidator {
        @Override
        public String name() {
            return "confused";
        }

        @Override
        public Schema reads() {
            return Schema.of(Field.nullable("user_id", DataType.INT64));
        }

        @Override
        public boolean accepts(Arguments event) {
            return event.textAt(0).isEmpty();
        }
    }

    @Test
    void tellsWhichValidatorThrew() {
        FeatureSet set = FeatureSet.builder("set")
                .entity("user_id")
                .time("timestamp")
                .window("1d")
                .validate(new Validator.Named("sound", "confused"))
                .feature("events", "count(*)")
                .build();
        RunRequest request = RunRequest.of(
                        set,
                        new StreamflowSimulator(SimulatorSettings.of(20, 1, 1)),
                        Instant.parse("2024-10-02T00:00:00Z"))
                .withExtensions(new Extensions(List.of(), List.of(), List.of(new Confused()), List.of()));
        FeaturePipeline pipeline = new FeaturePipeline(new ArrowFeatureEngine(), RunListener.NONE);
        InputException thrown = assertThrows(InputException.class, () -> pipeline.run(request, new MemoryMatrixSink()));
        assertEquals(
                "validator sound: confused failed on an event",
                thrown.getMessage().split(": java")[0]);
    }
}
