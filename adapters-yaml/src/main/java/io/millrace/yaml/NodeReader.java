package io.millrace.yaml;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.millrace.core.feature.Problem;
import io.millrace.core.feature.Problem.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a YAML or JSON text into {@link Node nodes}: every value is the text that was written, and aliases are refused, so
 * that what a file means is what stands there.
 */
final class NodeReader {
    private static final int MOST_LEVELS = 20;
    private static final String JSON_ADVICE = "names and texts stand in double quotes, with commas between them";
    private static final String YAML_ADVICE =
            "indent with blanks; an expression that begins with a quote or holds \": \" or \" #\" stands in quotes as a "
                    + "whole, or below |";

    /** Where the YAML parser says that it stopped; of several places the last is the mistake's. */
    private static final Pattern MARK = Pattern.compile("line ([0-9]{1,9}), column ([0-9]{1,9})");

    private static final Pattern JSON_START = Pattern.compile("\\s*\\{\\s*[\"}]");
    private static final Pattern INTERNALS = Pattern.compile(",? got this instead: .*");
    private static final YAMLFactory YAML = new YAMLFactory();
    private static final JsonFactory JSON = new JsonFactory();

    private final String file;

    /** The code points of a YAML file, by which its parser counts; of JSON none. */
    private final int[] characters;

    private final JsonParser parser;
    private final Consumer<Problem> problems;
    private int level;

    private NodeReader(String file, int[] characters, JsonParser parser, Consumer<Problem> problems) {
        this.file = file;
        this.characters = characters;
        this.parser = parser;
        this.problems = problems;
    }

    /** The whole text; empty where it is not YAML or JSON at all, which has been told then. */
    static Optional<Node> read(String file, String text, Consumer<Problem> problems) {
        boolean json = isJson(file.toLowerCase(Locale.ROOT), text);
        int[] characters = json ? new int[0] : text.codePoints().toArray();
        try (JsonParser parser = json ? JSON.createParser(text) : YAML.createParser(text)) {
            return new NodeReader(file, characters, parser, problems).document();
        } catch (JsonProcessingException e) {
            problems.accept(syntaxProblem(file, json, e));
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By the ending of the name; where it tells nothing, JSON begins with a brace. */
    private static boolean isJson(String file, String text) {
        return file.endsWith(".json")
                || !file.endsWith(".yaml")
                        && !file.endsWith(".yml")
                        && JSON_START.matcher(text).lookingAt();
    }

    private Optional<Node> document() throws IOException {
        if (parser.nextToken() == null) {
            problem("the file is empty", new Place.InFile(file, 1, 1), "a feature set begins with feature_set: name");
            return Optional.empty();
        }
        Node root = node();
        if (parser.nextToken() != null) {
            problem("the file holds more than one document", here(), "put every feature set into a file of its own");
            return Optional.empty();
        }
        return Optional.of(root);
    }

    private Node node() throws IOException {
        Place.InFile place = here();
        JsonToken token = parser.currentToken();
        if (parser.getTypeId() != null) {
            problem(parser.getTypeId() + " would be a tag, and a feature set has none", place, "write the value alone");
            parser.skipChildren();
            return standIn(place);
        }
        if (token == JsonToken.START_OBJECT) {
            return mapping(place);
        } else if (token == JsonToken.START_ARRAY) {
            return sequence(place);
        } else if (token == JsonToken.VALUE_NULL) {
            return new Node.Scalar("", false, true, place);
        }
        if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            problem(
                    "*" + parser.getText() + " would be an alias, and a feature set has none",
                    place,
                    "write the value itself; an expression that begins with * stands in quotes");
            return standIn(place);
        }
        return new Node.Scalar(parser.getText(), isQuoted(token), false, place);
    }

    /** What stands for a value that has been refused, so that one mistake is one problem. */
    private static Node.Scalar standIn(Place.InFile place) {
        return new Node.Scalar("null", false, false, place);
    }

    private boolean isQuoted(JsonToken token) {
        if (characters.length == 0) {
            return token == JsonToken.VALUE_STRING;
        }
        long first = parser.currentTokenLocation().getCharOffset();
        return first < characters.length && "\"'|>".indexOf(characters[(int) first]) >= 0;
    }

    private Node sequence(Place.InFile place) throws IOException {
        enter();
        List<Node> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node());
        }
        level--;
        return new Node.Sequence(items, place);
    }

    private Node mapping(Place.InFile place) throws IOException {
        enter();
        Map<String, Node.Entry> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            Place.InFile keyPlace = here();
            parser.nextToken();
            Node.@Nullable Entry first = entries.get(key);
            Node.Entry entry = new Node.Entry(key, node(), keyPlace);
            if (first == null) {
                entries.put(key, entry);
            } else {
                problem(
                        key + " stands twice",
                        keyPlace,
                        "it stands in line " + first.place().line() + " already: rename or remove one of the two");
            }
        }
        level--;
        return new Node.Mapping(List.copyOf(entries.values()), place);
    }

    private void enter() throws IOException {
        level++;
        if (level > MOST_LEVELS) {
            throw new JsonProcessingException(
                    "more than " + MOST_LEVELS + " levels of lists and maps", parser.currentTokenLocation()) {
                private static final long serialVersionUID = 1L;
            };
        }
    }

    private Place.InFile here() {
        return place(file, parser.currentTokenLocation());
    }

    private static Place.InFile place(String file, @Nullable JsonLocation location) {
        return location == null
                ? new Place.InFile(file, 1, 1)
                : new Place.InFile(file, Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
    }

    private static Problem syntaxProblem(String file, boolean json, JsonProcessingException e) {
        String message = String.valueOf(e.getOriginalMessage());
        String reason = message.lines()
                .filter(line -> !line.startsWith(" ") && !line.isEmpty())
                .reduce((context, last) -> last)
                .orElse("it cannot be read");
        return new Problem(
                Problem.Cause.DEFINITION,
                "this is no " + (json ? "JSON" : "YAML") + ": "
                        + INTERNALS.matcher(reason).replaceAll(""),
                MARK.matcher(message)
                        .results()
                        .reduce((context, last) -> last)
                        .map(mark -> new Place.InFile(
                                file, Integer.parseInt(mark.group(1)), Integer.parseInt(mark.group(2))))
                        .orElseGet(() -> place(file, e.getLocation())),
                json ? JSON_ADVICE : YAML_ADVICE);
    }

    private void problem(String what, Place.InFile place, String advice) {
        problems.accept(new Problem(Problem.Cause.DEFINITION, what, place, advice));
    }
}
