package io.millrace.yaml;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.core.feature.Definition;
import io.millrace.core.feature.Expression;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.feature.Lengths;
import io.millrace.core.feature.Printer;
import io.millrace.core.feature.Validator;
import io.millrace.core.feature.Windows;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** What a run's record says of the feature set: the whole of it as YAML, and its parts one by one. */
final class DefinitionRecord {
    static final String HASH = "definition_sha256";

    private DefinitionRecord() {}

    static ObjectNode of(FeatureSet set) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("name", set.name());
        ArrayNode entity = node.putArray("entity");
        set.entity().forEach(entity::add);
        node.put("time", set.time()).put("window", Lengths.print(set.window()));
        String definition = FeatureSetWriter.write(set);
        node.put(RunRecordReader.DEFINITION, definition).put(HASH, sha256(definition));
        ObjectNode columns = node.putObject("columns");
        set.columns().forEach((name, type) -> columns.put(name, type.sql()));
        set.where()
                .ifPresentOrElse(
                        where -> node.put("where", FeatureSetWriter.text(where.condition(), where.text())),
                        () -> node.putNull("where"));
        validators(node.putObject("validators"), set.validators());
        definitions(node.putObject("let"), set.lets());
        definitions(node.putObject("features"), set.features());
        return node;
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    private static void validators(ObjectNode node, List<Validator> validators) {
        for (Validator validator : validators) {
            ObjectNode one = node.putObject(validator.name());
            if (validator instanceof Validator.Condition condition) {
                one.put("expression", FeatureSetWriter.text(condition.expression(), condition.text()));
            } else if (validator instanceof Validator.Named named) {
                one.put("use", named.use());
            }
        }
    }

    private static void definitions(ObjectNode node, List<Definition> definitions) {
        for (Definition definition : definitions) {
            ObjectNode one = node.putObject(definition.name());
            one.put("is", FeatureSetWriter.text(definition.expression(), definition.text()));
            definition.each().forEach(each -> {
                ObjectNode columns = one.withObjectProperty("for");
                ArrayNode values = columns.putArray(each.column());
                each.values().forEach(values::add);
            });
            definition.windows().ifPresent(windows -> windows(one, windows));
            definition.defaultValue().ifPresent(value -> put(one, value));
            if (!definition.description().isEmpty()) {
                one.put("description", definition.description());
            }
        }
    }

    /** Without lengths it is the set's window. */
    private static void windows(ObjectNode node, Windows windows) {
        ArrayNode lengths = node.putArray("windows");
        windows.lengths().forEach(length -> lengths.add(Lengths.print(length)));
        node.put("offset", Lengths.print(windows.offset()));
    }

    private static void put(ObjectNode node, Expression.Literal value) {
        if (value instanceof Expression.TextLiteral text) {
            node.put("default", text.value());
        } else if (value instanceof Expression.BooleanLiteral constant) {
            node.put("default", constant.value());
        } else if (value instanceof Expression.IntegerLiteral number) {
            node.put("default", number.value());
        } else if (value instanceof Expression.DoubleLiteral number) {
            node.put("default", number.value());
        } else {
            node.put("default", Printer.print(value));
        }
    }
}
