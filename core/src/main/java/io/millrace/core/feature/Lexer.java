package io.millrace.core.feature;

import io.millrace.core.feature.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Cuts the text of an expression into tokens; blanks and comments ({@code -- to the end of the line}) are left out. */
final class Lexer {
    private static final List<String> LONG_SIGNS = List.of("<>", "!=", "<=", ">=");
    private static final String SHORT_SIGNS = "()+-*/%<>=,";

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int position;

    private Lexer(String text) {
        this.text = text;
    }

    /** All tokens of the text; the last one is the end. */
    static List<Token> tokens(String text) {
        Lexer lexer = new Lexer(text);
        lexer.skipBlanks();
        while (lexer.position < text.length()) {
            lexer.read();
            lexer.skipBlanks();
        }
        lexer.add(Kind.END, "", text.length());
        return lexer.tokens;
    }

    private void skipBlanks() {
        while (position < text.length()) {
            if (text.startsWith("--", position)) {
                int end = text.indexOf('\n', position);
                position = end < 0 ? text.length() : end;
            } else if (Character.isWhitespace(text.charAt(position))) {
                position++;
            } else {
                return;
            }
        }
    }

    private void read() {
        int start = position;
        int first = text.codePointAt(start);
        if (Keywords.isNameStart(first)) {
            skipName();
            add(Kind.WORD, text.substring(start, position), start);
        } else if (isDigit(start) || first == '.' && isDigit(start + 1)) {
            number(start);
        } else if (first == '\'') {
            add(Kind.TEXT, quoted('\'', "a text"), start);
        } else if (first == '"') {
            add(Kind.QUOTED, quotedName(), start);
        } else if (first == ':') {
            parameter(start);
        } else {
            sign(start);
        }
    }

    private void skipName() {
        while (position < text.length() && Keywords.isNamePart(text.codePointAt(position))) {
            position += Character.charCount(text.codePointAt(position));
        }
    }

    private void number(int start) {
        skipDigits();
        boolean decimal = position < text.length() && text.charAt(position) == '.';
        if (decimal) {
            position++;
            skipDigits();
        }
        if (position < text.length() && (text.charAt(position) | 0x20) == 'e') {
            int sign = position + 1 < text.length() && "+-".indexOf(text.charAt(position + 1)) >= 0 ? 1 : 0;
            if (isDigit(position + 1 + sign)) {
                decimal = true;
                position += 1 + sign;
                skipDigits();
            }
        }
        int end = position;
        skipName();
        if (position > end) {
            throw ForeignSyntax.number(text.substring(start, end), text.substring(end, position), span(start));
        }
        add(decimal ? Kind.DECIMAL : Kind.INTEGER, text.substring(start, position), start);
    }

    private void skipDigits() {
        while (isDigit(position)) {
            position++;
        }
    }

    private boolean isDigit(int index) {
        return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
    }

    private String quotedName() {
        int start = position;
        String name = quoted('"', "a name");
        if (name.isEmpty()) {
            throw new SyntaxException(
                    "\"\" is no name", span(start), "double quotes hold names; empty text is written ''");
        }
        return name;
    }

    private String quoted(char quote, String kind) {
        int start = position;
        StringBuilder value = new StringBuilder();
        int from = start + 1;
        while (true) {
            int end = text.indexOf(quote, from);
            if (end < 0) {
                position = start + 1;
                throw new SyntaxException(
                        kind + " begins here and never ends",
                        span(start),
                        "close it with " + quote + "; a " + quote + " inside it is written twice");
            }
            value.append(text, from, end);
            position = end + 1;
            if (position >= text.length() || text.charAt(position) != quote) {
                return value.toString();
            }
            value.append(quote);
            from = position + 1;
        }
    }

    private void parameter(int start) {
        position++;
        if (position < text.length() && text.charAt(position) == '"') {
            add(Kind.PARAMETER, quotedName(), start);
            return;
        }
        if (position >= text.length() || !Keywords.isNameStart(text.codePointAt(position))) {
            throw ForeignSyntax.at(text, start);
        }
        skipName();
        add(Kind.PARAMETER, text.substring(start + 1, position), start);
    }

    private void sign(int start) {
        ForeignSyntax.find(text, start).ifPresent(problem -> {
            throw problem;
        });
        String sign = LONG_SIGNS.stream()
                .filter(candidate -> text.startsWith(candidate, start))
                .findFirst()
                .orElse(text.substring(start, start + 1));
        if (sign.length() == 1 && SHORT_SIGNS.indexOf(sign) < 0) {
            throw ForeignSyntax.at(text, start);
        }
        position += sign.length();
        add(Kind.SIGN, sign, start);
    }

    private Span span(int start) {
        return new Span(start, position);
    }

    private void add(Kind kind, String value, int start) {
        tokens.add(new Token(kind, value, span(start)));
    }
}
