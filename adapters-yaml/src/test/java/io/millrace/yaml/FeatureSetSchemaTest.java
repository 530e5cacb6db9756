package io.millrace.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.millrace.core.event.DataType;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.feature.FeatureSets;
import io.millrace.core.feature.Severity;
import io.millrace.core.feature.StreamflowChurn;
import io.millrace.core.run.DefinitionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureSetSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(FileSchema.FEATURE_SET.text());
    private static final String HEAD = "feature_set: set\nentity: user_id\ntime: at\nwindow: 30d\n";

    @Test
    void conformsToItsOwnSchema() throws IOException {
        JsonSchema draft = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                .getSchema(com.networknt.schema.SchemaLocation.of("http://json-schema.org/draft-07/schema#"));
        assertEquals(Set.of(), draft.validate(FileSchema.FEATURE_SET.text(), InputFormat.JSON));
    }

    @Property(tries = 200)
    void takesWhateverIsWritten(@ForAll("sets") FeatureSet set) throws IOException {
        assertEquals("", complaints(FeatureSetWriter.write(set)));
    }

    @Provide
    Arbitrary<FeatureSet> sets() {
        return FeatureSets.all();
    }

    @Test
    void takesEveryExampleOfThePages() throws IOException {
        assertEquals("", complaints(FeatureSetWriter.write(StreamflowChurn.featureSet())));
        List<String> examples = examples();
        assertTrue(examples.size() >= 2, "examples: " + examples.size());
        for (String example : examples) {
            assertEquals("", complaints(example), example);
        }
    }

    /** Each is refused by the reader as well. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "featurs: {a: '1'}",
                "features: {}",
                "features: [a]",
                "features:",
                "features: {a: }",
                "features: {a: {}}",
                "features: {a: {si: '1', is: '1'}}",
                "features: {a: {is: [1]}}",
                "features: {a: {is: '1', window: 7}}",
                "features: {a: {is: '1', window: 1 month}}",
                "features: {a: {is: '1', windows: 7d}}",
                "features: {a: {is: '1', windows: []}}",
                "features: {a: {is: '1', windows: [1d], window: 7d}}",
                "features: {a: {is: '1', offset: -7d}}",
                "features: {a: {is: '1', default: null}}",
                "features: {a: {is: '1', default: [0]}}",
                "features: {'a_{x}': {is: '1', for: {x: a}}}",
                "features: {'a_{x}': {is: '1', for: {x: []}}}",
                "features: {'a_{x}': {is: '1', for: {x: [[a]]}}}",
                "features: {a: {is: '1', for: {}}}",
                "features: {a: '1'}~let: {b: {is: '1', default: 0}}",
                "features: {a: '1'}~where: [a]",
                "features: {a: '1'}~validators: [a]",
                "features: {a: '1'}~validators: {v: {}}",
                "features: {a: '1'}~validators: {v: {using: x}}",
                "features: {a: '1'}~columns: {a: varchar}",
                "features: {a: '1'}~columns: {a: 'decimal(20, 2)'}",
                "features: {a: '1'}~checks: {a: {}}",
                "features: {a: '1'}~checks: {a: {severity: warn}}",
                "features: {a: '1'}~checks: {a: {min: low}}",
                "features: {a: '1'}~checks: {a: {min: 0, severity: error}}",
                "features: {a: '1'}~checks: {a: {not_null: 1}}",
                "features: {a: {is: '1', default: 0}}~checks: {a: {max_default: 5 percent}}",
                "features: {a: {is: '1', default: 0}}~checks: {a: {max_default: 1.5}}",
                "features: {a: '1'}~checks: {a: {share: {value: 1}}}",
                "features: {a: '1'}~checks: {a: {share: {max: 5%}}}",
                "features: {a: '1'}~checks: {a: {share: {value: 1, maximum: 5%}}}",
                "features: {a: '1'}~checks: {correlation: {max: 2}}",
                "features: {a: '1'}~checks: {correlation: {min: 0}}",
                "features: {a: '1'}~checks: {correlation: {}}",
                "features: {a: '1'}~checks: [a]",
            })
    void refusesWhatTheReaderRefuses(String rest) throws IOException {
        String text = HEAD + rest.replace('~', '\n');
        assertThrows(DefinitionException.class, () -> FeatureSetReader.read("set.yaml", text));
        assertFalse(complaints(text).isEmpty(), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"feature_set", "entity", "time", "window"})
    void refusesASetWithoutAHeader(String key) throws IOException {
        String text = (HEAD + "features: {a: '1'}").replaceFirst(key + ": .*\n", "");
        assertThrows(DefinitionException.class, () -> FeatureSetReader.read("set.yaml", text));
        assertFalse(complaints(text).isEmpty(), text);
    }

    @Test
    void knowsTheKeysThatTheReaderKnows() throws IOException {
        JsonNode schema = JSON.readTree(FileSchema.FEATURE_SET.text());
        assertEquals(Keys.SET, keys(schema.get("properties")));
        JsonNode validator = schema.at("/properties/validators/additionalProperties/anyOf/1/properties");
        assertEquals(Keys.VALIDATOR, keys(validator));
        assertEquals(Keys.DEFINITION, keys(schema.at("/definitions/definition/anyOf/1/properties")));
        assertEquals(Keys.CHECK, keys(schema.at("/definitions/check/properties")));
        assertEquals(Keys.SHARE, keys(schema.at("/definitions/valueShare/properties")));
        assertEquals(Keys.CORRELATION, keys(schema.at("/definitions/correlation/properties")));
        List<String> checking = new ArrayList<>();
        schema.at("/definitions/check/anyOf")
                .forEach(one -> checking.add(one.at("/required/0").asText()));
        assertEquals(Keys.CHECK.subList(0, Keys.CHECK.size() - 1), checking);
    }

    @Test
    void knowsTheTypesAndSeverities() throws IOException {
        JsonNode schema = JSON.readTree(FileSchema.FEATURE_SET.text());
        List<String> types = new ArrayList<>();
        schema.at("/definitions/type/anyOf/0/enum").forEach(type -> types.add(type.asText()));
        assertEquals(DataType.simple().stream().map(DataType::sql).toList(), types);
        Set<String> severities = new TreeSet<>();
        schema.at("/definitions/severity/enum").forEach(severity -> severities.add(severity.asText()));
        assertEquals(
                new TreeSet<>(
                        Stream.of(Severity.values()).map(CheckMapping::word).toList()),
                severities);
    }

    /** Editors show the description of what the cursor is on. */
    @Test
    void describesEveryKey() throws IOException {
        JsonNode schema = JSON.readTree(FileSchema.FEATURE_SET.text());
        List<String> silent = new ArrayList<>();
        for (JsonNode properties : schema.findValues("properties")) {
            properties.fields().forEachRemaining(property -> {
                JsonNode value = property.getValue();
                JsonNode target =
                        value.has("$ref") ? schema.at(value.get("$ref").asText().substring(1)) : value;
                if (value.isObject() && !target.has("description")) {
                    silent.add(property.getKey());
                }
            });
        }
        assertEquals(List.of(), silent);
    }

    private static List<String> keys(JsonNode properties) {
        List<String> keys = new ArrayList<>();
        properties.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private static String complaints(String yaml) throws IOException {
        StringBuilder told = new StringBuilder();
        SCHEMA.validate(YAML.readTree(yaml))
                .forEach(message -> told.append(message).append('\n'));
        return told.toString();
    }

    private static List<String> examples() throws IOException {
        Path docs = Path.of(System.getProperty("millrace.root", ".."), "docs");
        List<String> examples = new ArrayList<>();
        try (Stream<Path> pages = Files.walk(docs)) {
            for (Path page :
                    pages.filter(path -> path.toString().endsWith(".md")).toList()) {
                Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                        .matcher(Files.readString(page))
                        .results()
                        .map(block -> block.group(1))
                        .filter(text -> text.contains("feature_set:"))
                        .forEach(examples::add);
            }
        }
        return examples;
    }
}
