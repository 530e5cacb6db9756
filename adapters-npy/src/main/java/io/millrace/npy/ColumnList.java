package io.millrace.npy;

import io.millrace.core.event.Field;
import io.millrace.core.port.WrittenFile;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What a matrix of numbers does not tell: the columns, and where the keys are; as JSON. */
final class ColumnList {
    private static final int VERSION = 1;

    private ColumnList() {}

    /** A key and the file that holds it. */
    record Key(Field field, WrittenFile file) {}

    static String print(WrittenFile matrix, long rows, List<Field> features, List<Key> keys) {
        return "{\n  \"version\": " + VERSION
                + ",\n  \"matrix\": {\"rows\": " + rows + ", " + file(matrix) + "}"
                + ",\n  \"columns\": "
                + list(features.stream().map(feature -> text(feature.name())).toList())
                + ",\n  \"types\": "
                + list(features.stream().map(ColumnList::type).toList())
                + ",\n  \"keys\": " + list(keys.stream().map(ColumnList::key).toList()) + "\n}\n";
    }

    private static String key(Key key) {
        return "{\"name\": " + text(key.field().name()) + ", \"type\": " + type(key.field()) + ", " + file(key.file())
                + "}";
    }

    private static String file(WrittenFile file) {
        Path name = file.path().getFileName();
        return "\"file\": " + text(String.valueOf(name)) + ", \"bytes\": " + file.bytes() + ", \"sha256\": "
                + text(file.sha256());
    }

    private static String type(Field field) {
        return text(field.type().toString());
    }

    private static String list(List<String> values) {
        return values.stream().collect(Collectors.joining(",\n    ", "[\n    ", "\n  ]"));
    }

    private static String text(String text) {
        StringBuilder json = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                json.append('\\').append((char) c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", c));
            } else {
                json.append((char) c);
            }
        });
        return json.append('"').toString();
    }
}
