package io.millrace.core.feature;

import io.millrace.core.event.DataType;
import io.millrace.core.feature.Expression.BinaryOperator;
import io.millrace.core.feature.Expression.UnaryOperator;
import io.millrace.core.feature.Token.Kind;
import io.millrace.core.run.DefinitionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads an expression of the feature language, a subset of standard SQL; {@link Printer} writes it.
 *
 * <p>Operators from the weakest to the strongest: {@code or}, {@code and}, {@code not}; comparisons, {@code in},
 * {@code between}, {@code like} and {@code is null}, of which two cannot follow one another without parentheses;
 * {@code + -}; {@code * / %}; unary {@code -}.
 */
public final class Parser {
    /** The most levels that expressions may stand in each other. */
    static final int MOST_LEVELS = 200;

    private static final Map<String, BinaryOperator> COMPARISONS = Map.of(
            "=", BinaryOperator.EQUAL,
            "<>", BinaryOperator.NOT_EQUAL,
            "!=", BinaryOperator.NOT_EQUAL,
            "<", BinaryOperator.LESS,
            "<=", BinaryOperator.LESS_OR_EQUAL,
            ">", BinaryOperator.GREATER,
            ">=", BinaryOperator.GREATER_OR_EQUAL);
    private static final Map<String, BinaryOperator> SUMS = Map.of("+", BinaryOperator.PLUS, "-", BinaryOperator.MINUS);
    private static final Map<String, BinaryOperator> PRODUCTS =
            Map.of("*", BinaryOperator.TIMES, "/", BinaryOperator.DIVIDE, "%", BinaryOperator.MODULO);

    private final Tokens tokens;
    private int level;

    private Parser(Tokens tokens) {
        this.tokens = tokens;
    }

    /**
     * Reads the expression.
     *
     * @param definition what the expression defines, to name in a problem
     * @param problems told the first thing that cannot be read, if there is one
     * @return empty where a problem was told
     */
    public static Optional<Expression> parse(String definition, String text, Consumer<Problem> problems) {
        try {
            return Optional.of(parseWhole(text));
        } catch (SyntaxException e) {
            problems.accept(e.problem(definition, text));
            return Optional.empty();
        }
    }

    /**
     * Reads the expression.
     *
     * @throws DefinitionException where it cannot be read
     */
    public static Expression parse(String text) {
        try {
            return parseWhole(text);
        } catch (SyntaxException e) {
            throw new DefinitionException(List.of(e.problem("the expression", text)));
        }
    }

    private static Expression parseWhole(String text) {
        Parser parser = new Parser(new Tokens(text));
        if (parser.tokens.peek().kind() == Kind.END) {
            throw new SyntaxException("the expression is empty", new Span(0, text.length()), "write what it computes");
        }
        Expression expression = parser.expression();
        if (parser.tokens.peek().kind() != Kind.END) {
            throw parser.tokens.unexpected("an operator or the end", parser.adviceAtEnd(expression));
        }
        Nesting.check(expression);
        return expression;
    }

    private String adviceAtEnd(Expression before) {
        return before instanceof Expression.Name name && name.name().equalsIgnoreCase("select")
                ? "a definition is one expression, no query: write only what is selected"
                : tokens.adviceBetween();
    }

    /** Any expression. */
    private Expression expression() {
        int start = tokens.start();
        Expression left = conjunction();
        while (tokens.takeWord("or")) {
            left = new Expression.Binary(BinaryOperator.OR, left, conjunction(), tokens.since(start));
        }
        return left;
    }

    private Expression conjunction() {
        int start = tokens.start();
        Expression left = negation();
        while (tokens.takeWord("and")) {
            left = new Expression.Binary(BinaryOperator.AND, left, negation(), tokens.since(start));
        }
        return left;
    }

    private Expression negation() {
        int start = tokens.start();
        if (!tokens.takeWord("not")) {
            return comparison();
        }
        enter(start);
        Expression operand = negation();
        level--;
        return new Expression.Unary(UnaryOperator.NOT, operand, tokens.since(start));
    }

    private Expression comparison() {
        int start = tokens.start();
        Expression left = sum();
        BinaryOperator operator = operator(COMPARISONS);
        if (operator != null) {
            return new Expression.Binary(operator, left, sum(), tokens.since(start));
        }
        if (tokens.takeWord("is")) {
            boolean negated = tokens.takeWord("not");
            tokens.expectWord("null", "is tests for null only; a boolean stands by itself: x, or not x");
            return new Expression.IsNull(left, negated, tokens.since(start));
        }
        boolean negated = tokens.takeWord("not");
        if (tokens.takeWord("in")) {
            return new Expression.In(left, options(), negated, tokens.since(start));
        }
        if (tokens.takeWord("between")) {
            Expression low = sum();
            tokens.expectWord("and", "write x between low and high");
            return new Expression.Between(left, low, sum(), negated, tokens.since(start));
        }
        if (tokens.takeWord("like")) {
            return new Expression.Like(left, sum(), negated, tokens.since(start));
        }
        if (negated) {
            throw tokens.unexpected(
                    "in, between or like after not", "not itself stands before a condition: not (a = b)");
        }
        return left;
    }

    private List<Expression> options() {
        Token open = tokens.expectOpen("the options stand in parentheses: x in ('a', 'b')");
        if (tokens.peek().isSign(")")) {
            throw tokens.unexpected("an option", "list at least one value: x in ('a', 'b')");
        }
        List<Expression> options = list();
        tokens.expectClose(open);
        return options;
    }

    private Expression sum() {
        int start = tokens.start();
        Expression left = product();
        for (BinaryOperator operator = operator(SUMS); operator != null; operator = operator(SUMS)) {
            left = new Expression.Binary(operator, left, product(), tokens.since(start));
        }
        return left;
    }

    private Expression product() {
        int start = tokens.start();
        Expression left = signed();
        for (BinaryOperator operator = operator(PRODUCTS); operator != null; operator = operator(PRODUCTS)) {
            left = new Expression.Binary(operator, left, signed(), tokens.since(start));
        }
        return left;
    }

    private @Nullable BinaryOperator operator(Map<String, BinaryOperator> operators) {
        Token token = tokens.peek();
        BinaryOperator operator = token.kind() == Kind.SIGN ? operators.get(token.value()) : null;
        if (operator != null) {
            tokens.take();
        }
        return operator;
    }

    private Expression signed() {
        int start = tokens.start();
        if (!tokens.takeSign("-")) {
            return primary();
        }
        Kind kind = tokens.peek().kind();
        if (kind == Kind.INTEGER || kind == Kind.DECIMAL) {
            return Literals.number("-" + tokens.take().value(), tokens.since(start));
        }
        enter(start);
        Expression operand = signed();
        level--;
        return new Expression.Unary(UnaryOperator.MINUS, operand, tokens.since(start));
    }

    private Expression primary() {
        Token token = tokens.peek();
        return switch (token.kind()) {
            case INTEGER, DECIMAL -> Literals.number(tokens.take().value(), token.span());
            case TEXT -> new Expression.TextLiteral(tokens.take().value(), token.span());
            case PARAMETER -> new Expression.Parameter(tokens.take().value(), token.span());
            case QUOTED -> name();
            case WORD -> word();
            case SIGN, END -> {
                if (token.isSign("(")) {
                    yield parentheses();
                }
                throw tokens.unexpected("an expression", adviceForOperand(token));
            }
        };
    }

    private Expression parentheses() {
        Token open = tokens.take();
        enter(open.span().start());
        Expression inner = expression();
        level--;
        if (tokens.peek().isSign(",")) {
            throw tokens.unexpected(")", "only in (…) takes a list");
        }
        tokens.expectClose(open);
        return inner;
    }

    private Expression word() {
        Token token = tokens.peek();
        return switch (token.value().toLowerCase(Locale.ROOT)) {
            case "null" -> new Expression.NullLiteral(tokens.take().span());
            case "true" -> new Expression.BooleanLiteral(true, tokens.take().span());
            case "false" -> new Expression.BooleanLiteral(false, tokens.take().span());
            case "case" -> caseExpression();
            case "cast", "try_cast" -> tokens.peekSecond().isSign("(") ? cast() : name();
            default -> {
                if (Keywords.isReserved(token.value())) {
                    throw tokens.unexpected("an expression", adviceForOperand(token));
                }
                yield Literals.timed(tokens).orElseGet(this::name);
            }
        };
    }

    /** A name, or the call of a function. */
    private Expression name() {
        Token name = tokens.take();
        if (tokens.peek().isSign("(")) {
            return call(name);
        }
        return new Expression.Name(name.value(), name.span());
    }

    private Expression call(Token function) {
        int start = function.span().start();
        Token open = tokens.take();
        boolean distinct = tokens.takeWord("distinct");
        boolean star = !distinct && tokens.takeSign("*");
        List<Expression> arguments = star || !distinct && tokens.peek().isSign(")") ? List.of() : list();
        tokens.expectClose(open);
        Optional<Expression> filter = tokens.takeWord("filter") ? Optional.of(filter()) : Optional.empty();
        String name = function.value().toLowerCase(Locale.ROOT);
        return new Expression.Call(name, arguments, star, distinct, filter, tokens.since(start));
    }

    private Expression filter() {
        Token open = tokens.expectOpen("write filter (where condition)");
        tokens.expectWord("where", "write filter (where condition)");
        enter(open.span().start());
        Expression condition = expression();
        level--;
        tokens.expectClose(open);
        return condition;
    }

    private List<Expression> list() {
        List<Expression> expressions = new ArrayList<>();
        do {
            if (!expressions.isEmpty() && tokens.peek().isSign(")")) {
                throw tokens.unexpected("an expression after the comma", "remove the comma, or add what follows it");
            }
            enter(tokens.start());
            expressions.add(expression());
            level--;
        } while (tokens.takeSign(","));
        return expressions;
    }

    private Expression cast() {
        Token word = tokens.take();
        Token open = tokens.take();
        enter(word.span().start());
        Expression value = expression();
        level--;
        tokens.expectWord("as", "write " + word.value() + "(value as type)");
        DataType target = type();
        tokens.expectClose(open);
        int start = word.span().start();
        return new Expression.Cast(value, target, word.isWord("try_cast"), tokens.since(start));
    }

    private DataType type() {
        Token word = tokens.peek();
        if (word.kind() != Kind.WORD) {
            throw tokens.unexpected("a type", Types.advice(""));
        }
        tokens.take();
        StringBuilder name = new StringBuilder(word.value());
        if (Types.isDecimal(word.value()) && tokens.peek().isSign("(")) {
            Token open = tokens.take();
            name.append('(').append(digits());
            if (tokens.takeSign(",")) {
                name.append(", ").append(digits());
            }
            tokens.expectClose(open);
            name.append(')');
        }
        Span span = tokens.since(word.span().start());
        return Types.find(name.toString())
                .orElseThrow(() -> new SyntaxException(name + " is no type", span, Types.advice(name.toString())));
    }

    private String digits() {
        if (tokens.peek().kind() != Kind.INTEGER) {
            throw tokens.unexpected("a number of digits", Types.advice("decimal"));
        }
        return tokens.take().value();
    }

    private Expression caseExpression() {
        Token word = tokens.take();
        enter(word.span().start());
        boolean searched = tokens.peek().isWord("when");
        Optional<Expression> operand = searched ? Optional.empty() : Optional.of(expression());
        List<Expression.Branch> branches = new ArrayList<>();
        do {
            tokens.expectWord("when", "write case when condition then result … else result end");
            Expression condition = expression();
            tokens.expectWord("then", "write when condition then result");
            branches.add(new Expression.Branch(condition, expression()));
        } while (tokens.peek().isWord("when"));
        Optional<Expression> otherwise = tokens.takeWord("else") ? Optional.of(expression()) : Optional.empty();
        level--;
        if (!tokens.takeWord("end")) {
            if (tokens.peek().kind() == Kind.END) {
                throw new SyntaxException("case without end", word.span(), "add end after the last result");
            }
            throw tokens.unexpected("end", "a case ends with: else result end");
        }
        return new Expression.Case(
                operand, branches, otherwise, tokens.since(word.span().start()));
    }

    private String adviceForOperand(Token token) {
        if (token.isWord("not")) {
            return "put the negated condition in parentheses: (not x)";
        }
        if (token.kind() == Kind.WORD) {
            return token.value() + " is a keyword; as a name it stands in double quotes: \"" + token.value() + "\"";
        }
        return switch (token.value()) {
            case "*" -> "* stands alone in count(*), or between two factors";
            case "+" -> "a plus sign stands between two values";
            case "=", "<", ">", "<=", ">=", "<>", "!=" -> "a comparison needs a value on both sides";
            default -> token.kind() == Kind.END ? "something is missing at the end" : "";
        };
    }

    private void enter(int start) {
        level++;
        if (level > MOST_LEVELS) {
            throw Nesting.tooDeep(new Span(start, start + 1));
        }
    }
}
