package io.millrace.yaml;

import io.millrace.core.feature.FeatureSet;
import io.millrace.core.feature.Problem;
import io.millrace.core.feature.Problem.Place;
import io.millrace.core.run.DefinitionException;
import io.millrace.core.run.FileFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reads feature sets from YAML, and from JSON of the same shape where the file's name ends in {@code .json}, or tells nothing and the
 * text begins with a brace and a quote.
 *
 * <pre>{@code
 * feature_set: churn
 * entity: user_id           # or several columns: [user_id, device_id]
 * time: timestamp
 * window: 30d
 * columns:                  # optional: types of event columns
 *   revenue: decimal(10, 2)
 * where: country = 'AT'     # optional: excludes all other events
 * validators:               # optional: refuse single events
 *   positive: revenue >= 0
 *   known: {use: known_content}
 * let:                      # optional: intermediates, not in the matrix
 *   count_{event_type}:
 *     for: {event_type: [page_view, search]}
 *     is: count(*) filter (where event_type = :event_type)
 * features:
 *   searches_per_view: count_search / count_page_view
 *   revenue:
 *     windows: [1d, 7d, 30d]
 *     offset: 1d
 *     default: 0
 *     is: sum(revenue)
 *     description: What the user paid
 * checks:                   # optional
 *   searches_per_view: {min: 0, max: 100, not_null: true, severity: warn}
 *   revenue_7d: {max_default: 50%}
 *   plausible: {expression: revenue_1d <= revenue_7d}
 *   correlation: {max: 0.95}
 * }</pre>
 */
public final class FeatureSetReader {
    private static final int MOST_BYTES = 1 << 20;

    private FeatureSetReader() {}

    /**
     * Reads the file, which is UTF-8 and at most 1 MiB long.
     *
     * @throws DefinitionException with all problems of the file, also where it cannot be read
     */
    public static FeatureSet read(Path file) {
        return read(file.toString(), text(file));
    }

    /**
     * Reads the text.
     *
     * @param file what messages call it; JSON where it ends in {@code .json}
     * @throws DefinitionException with all problems of the text
     */
    public static FeatureSet read(String file, String text) {
        List<Problem> problems = new ArrayList<>();
        if (text.length() > MOST_BYTES) {
            throw problem(file, "the text is larger than 1 MiB", "is it a feature set?");
        }
        String marked = text.startsWith("\uFEFF") ? text.substring(1) : text;
        FeatureSet set = NodeReader.read(file, marked, problems::add)
                .flatMap(new FeatureSetMapping(problems)::featureSet)
                .orElse(null);
        if (set == null || !problems.isEmpty()) {
            throw new DefinitionException(sorted(problems));
        }
        return set;
    }

    /** Problems of the file itself by line, then those of expressions in their order. */
    private static List<Problem> sorted(List<Problem> problems) {
        return problems.stream()
                .sorted(Comparator.comparingInt(
                        problem -> problem.place() instanceof Place.InFile place ? place.line() : Integer.MAX_VALUE))
                .toList();
    }

    private static String text(Path file) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(file)))
                    .toString();
        } catch (NoSuchFileException e) {
            throw problem(file, "there is no file " + file, "name a file, or a built-in feature set");
        } catch (CharacterCodingException e) {
            throw problem(file, "the file is not in UTF-8", "save it in that encoding");
        } catch (IOException e) {
            throw problem(file, file + " cannot be read: " + FileFailure.reason(e), "");
        }
    }

    /** Not more than there may be, whatever the file claims to have: a device has no end. */
    private static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw problem(file, "the file is larger than 1 MiB", "is it a feature set?");
            }
            return bytes;
        }
    }

    private static DefinitionException problem(Path file, String what, String advice) {
        return problem(file.toString(), what, advice);
    }

    private static DefinitionException problem(String file, String what, String advice) {
        Place place = new Place.InFile(file, 1, 1);
        return new DefinitionException(List.of(new Problem(Problem.Cause.DEFINITION, what, place, advice)));
    }
}
