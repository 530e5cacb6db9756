package io.millrace.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The JSON Schemas (draft-07) of the files that people and programs exchange with Millrace. */
public enum FileSchema {
    /** Of the files that {@link FeatureSetReader} reads, for editors. */
    FEATURE_SET("feature-set"),

    /** Of what {@link RunRecordWriter} writes, for programs that read it. */
    RUN_RECORD("run-record");

    private final String file;

    FileSchema(String file) {
        this.file = file;
    }

    /** As it is named on the command line. */
    @Override
    public String toString() {
        return file;
    }

    /** The schema as JSON. */
    public String text() {
        String resource = file + ".schema.json";
        try (InputStream in = FileSchema.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
