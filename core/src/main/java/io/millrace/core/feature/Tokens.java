package io.millrace.core.feature;

import io.millrace.core.feature.Token.Kind;
import java.util.List;

/** A place in the tokens of an expression, which moves forward as they are read. */
final class Tokens {
    private final List<Token> tokens;
    private int next;

    Tokens(String text) {
        this.tokens = Lexer.tokens(text);
    }

    Token peek() {
        return tokens.get(next);
    }

    /** The token after the one that comes next. */
    Token peekSecond() {
        return tokens.get(Math.min(next + 1, tokens.size() - 1));
    }

    Token take() {
        Token token = tokens.get(next);
        if (token.kind() != Kind.END) {
            next++;
        }
        return token;
    }

    /** Reads the keyword if it comes next. */
    boolean takeWord(String keyword) {
        return take(peek().isWord(keyword));
    }

    /** Reads the sign if it comes next. */
    boolean takeSign(String sign) {
        return take(peek().isSign(sign));
    }

    private boolean take(boolean comesNext) {
        if (comesNext) {
            next++;
        }
        return comesNext;
    }

    /** Where the next token begins. */
    int start() {
        return peek().span().start();
    }

    /** From there to the end of the last token read. */
    Span since(int start) {
        return new Span(start, next == 0 ? start : tokens.get(next - 1).span().end());
    }

    void expectWord(String keyword, String advice) {
        if (!takeWord(keyword)) {
            throw unexpected(keyword, advice);
        }
    }

    /** Reads an opening parenthesis. */
    Token expectOpen(String advice) {
        if (!peek().isSign("(")) {
            throw unexpected("(", advice);
        }
        return take();
    }

    /** Reads the parenthesis that closes the given one. */
    void expectClose(Token open) {
        if (takeSign(")")) {
            return;
        }
        if (peek().kind() == Kind.END) {
            throw new SyntaxException("( is never closed", open.span(), "add the missing )");
        }
        throw unexpected(")", adviceBetween());
    }

    /** The problem that the next token is not what should stand there. */
    SyntaxException unexpected(String expected, String advice) {
        return new SyntaxException("expected " + expected + ", found " + found(peek()), peek().span(), advice);
    }

    /** What to do where an expression goes on with something that cannot follow. */
    String adviceBetween() {
        Token token = peek();
        if (token.isSign("=") || token.isSign("<") || token.isSign(">")) {
            return "comparisons cannot follow one another: write a < b and b < c, or put one in parentheses";
        }
        if (token.isWord("over")) {
            return "an aggregation is always over the window of the set; over (…) is not part of the language";
        }
        if (token.isWord("escape")) {
            return "there is no escape clause: in a pattern, \\ makes the next character plain";
        }
        if (token.isWord("ilike")) {
            return "write lower(x) like 'a%'";
        }
        if (token.isWord("within")) {
            return "write quantile(x, 0.95), or median(x)";
        }
        if (token.isWord("order")) {
            return "leave it out: first and last follow the event time";
        }
        if (token.isWord("filter")) {
            return "filter follows the closing parenthesis of an aggregation";
        }
        if (token.isSign(")")) {
            return "remove it, or add the ( that it closes";
        }
        if (token.isWord("when") || token.isWord("then") || token.isWord("else") || token.isWord("end")) {
            return "it belongs to case when … then … else … end";
        }
        return token.kind() == Kind.SIGN ? "" : "is an operator or a comma missing before it?";
    }

    static String found(Token token) {
        return switch (token.kind()) {
            case END -> "the end of the expression";
            case TEXT -> "the text '" + shorten(token.value()) + "'";
            case QUOTED -> "the name \"" + shorten(token.value()) + "\"";
            case PARAMETER -> ":" + token.value();
            case WORD, INTEGER, DECIMAL, SIGN -> shorten(token.value());
        };
    }

    private static String shorten(String value) {
        return value.length() <= 40 ? value : value.substring(0, 37) + "…";
    }
}
