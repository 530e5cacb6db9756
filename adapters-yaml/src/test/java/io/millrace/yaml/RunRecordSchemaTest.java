package io.millrace.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import io.millrace.core.event.DataType;
import io.millrace.core.number.TimeFormat;
import io.millrace.core.port.CsvDialect;
import io.millrace.core.port.ReadOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunRecordSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory DRAFT_07 = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7);
    private static final JsonSchema SCHEMA = DRAFT_07.getSchema(FileSchema.RUN_RECORD.text());

    @Test
    void conformsToItsOwnSchema() {
        JsonSchema draft = DRAFT_07.getSchema(SchemaLocation.of("http://json-schema.org/draft-07/schema#"));
        assertEquals(Set.of(), draft.validate(FileSchema.RUN_RECORD.text(), InputFormat.JSON));
    }

    @Test
    void takesARecord() {
        assertEquals(Set.of(), SCHEMA.validate(RunRecordWriterTest.printed(), InputFormat.JSON));
    }

    @Test
    void takesWhatIsToldOfCsvAndReadsItBack() throws IOException {
        CsvDialect dialect = new CsvDialect(
                ';',
                Optional.empty(),
                Optional.empty(),
                Optional.of('#'),
                false,
                List.of("NA", ""),
                StandardCharsets.UTF_16LE,
                List.of(TimeFormat.of("epoch-ms"), TimeFormat.of("d.M.yyyy")),
                1 << 20);
        Map<String, DataType> types = new LinkedHashMap<>();
        types.put("user", DataType.INT64);
        types.put("paid", DataType.decimal(9, 2));
        ReadOptions options = ReadOptions.of(types).withCsv(dialect);
        ObjectNode record = (ObjectNode) JSON.readTree(RunRecordWriterTest.printed());
        ((ObjectNode) record.get("inputs")).set(CsvRecord.KEY, CsvRecord.of(options));

        assertEquals(Set.of(), SCHEMA.validate(record));
        ReadOptions read = CsvRecord.apply(record.get("inputs").get(CsvRecord.KEY), ReadOptions.DEFAULT);
        assertEquals(options, read);
        assertEquals(List.of("user", "paid"), List.copyOf(read.declared().keySet()));
        ObjectNode wrong = CsvRecord.of(options).put("delimiter", "too long");
        assertThrows(IllegalArgumentException.class, () -> CsvRecord.apply(wrong, ReadOptions.DEFAULT));
    }

    @Test
    void demandsEveryKeyOfTheTop() throws IOException {
        for (Map.Entry<String, JsonNode> entry : fields(JSON.readTree(RunRecordWriterTest.printed()))) {
            ObjectNode record = (ObjectNode) JSON.readTree(RunRecordWriterTest.printed());
            record.remove(entry.getKey());
            assertNotEquals(Set.of(), SCHEMA.validate(record), entry.getKey());
        }
    }

    @Test
    void refusesWhatItDoesNotKnowAndWrongTypes() throws IOException {
        ObjectNode unknown = (ObjectNode) JSON.readTree(RunRecordWriterTest.printed());
        unknown.put("surprise", 1);
        assertNotEquals(Set.of(), SCHEMA.validate(unknown));
        ObjectNode hash = (ObjectNode) JSON.readTree(RunRecordWriterTest.printed());
        ((ObjectNode) hash.get("output")).put("sha256", "not a hash");
        assertNotEquals(Set.of(), SCHEMA.validate(hash));
        ObjectNode rows = (ObjectNode) JSON.readTree(RunRecordWriterTest.printed());
        ((ObjectNode) rows.get("rows")).put("used", -1);
        assertNotEquals(Set.of(), SCHEMA.validate(rows));
    }

    private static List<Map.Entry<String, JsonNode>> fields(JsonNode node) {
        List<Map.Entry<String, JsonNode>> fields = new ArrayList<>();
        node.fields().forEachRemaining(fields::add);
        return fields;
    }
}
