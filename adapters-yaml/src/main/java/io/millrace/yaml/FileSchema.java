package io.millrace.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The JSON Schema (draft-07) of the files that {@link FeatureSetReader} reads, for editors. */
public final class FeatureSetSchema {
    private static final String RESOURCE = "feature-set.schema.json";

    private FeatureSetSchema() {}

    /** The schema as JSON. */
    public static String text() {
        try (InputStream in = FeatureSetSchema.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + RESOURCE);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
