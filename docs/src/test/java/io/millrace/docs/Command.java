package io.millrace.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A command in a code block: in {@code sh} every line, in {@code console} what stands behind {@code $}, with what it
 * printed below. A line that ends with a backslash goes on in the next.
 *
 * @param place for messages
 * @param text as it stands there, on one line
 * @param printed what the block says that it prints
 */
record Command(String place, String text, List<String> printed) {
    private static final Pattern WORD = Pattern.compile("'[^']*'|\"[^\"]*\"|[^\\s'\"]+");

    static List<Command> in(Page.Block block) {
        boolean console = block.language().startsWith("console");
        List<Command> commands = new ArrayList<>();
        List<String> printed = new ArrayList<>();
        String open = "";
        for (String line : block.lines()) {
            if (open.isEmpty() && console && !line.startsWith("$ ")) {
                printed.add(line);
                continue;
            }
            open += open.isEmpty() && console ? line.substring(2) : line.strip();
            if (open.endsWith("\\")) {
                open = open.substring(0, open.length() - 1);
                continue;
            }
            if (!open.isBlank()) {
                printed = new ArrayList<>();
                commands.add(new Command(block.place(), open, printed));
            }
            open = "";
        }
        return commands;
    }

    /** The arguments of every call of Millrace in it; one without arguments is an empty list. */
    List<List<String>> millrace() {
        List<List<String>> calls = new ArrayList<>();
        List<String> call = null;
        boolean first = true;
        for (String word : words()) {
            if (word.startsWith("#")) {
                break;
            } else if (word.matches("&&|\\||>")) {
                call = null;
                first = !word.equals(">");
            } else if (first && word.matches("[A-Z_]+=.*")) {
                continue;
            } else if (first) {
                first = false;
                if (word.matches("(\\./)?millrace")) {
                    call = new ArrayList<>();
                    calls.add(call);
                }
            } else if (call != null) {
                call.add(word);
            }
        }
        return calls;
    }

    private List<String> words() {
        return WORD.matcher(text)
                .results()
                .map(word -> word.group().replaceAll("^['\"]|['\"]$", ""))
                .toList();
    }
}
