package io.millrace.core.plan;

/** Expressions whose value moves with the as-of time: those that hold a {@link BoundExpression.AsOf}. */
public final class AsOfTimes {
    private AsOfTimes() {}

    /** Whether the expression is another one as of another time. */
    public static boolean depends(BoundExpression expression) {
        boolean[] found = new boolean[1];
        Leaves.forEach(expression, leaf -> found[0] |= leaf instanceof BoundExpression.AsOf);
        return found[0];
    }

    /**
     * The expression as of one time: every {@link BoundExpression.AsOf} in it a constant.
     *
     * @param asOf microseconds since the epoch
     * @throws ArithmeticException where a time lies outside what microseconds in 64 bits can tell, which is never so for
     *     an expression of a plan and one of its as-of times
     */
    public static BoundExpression at(BoundExpression expression, long asOf) {
        return Leaves.replace(expression, leaf -> leaf instanceof BoundExpression.AsOf moving ? moving.at(asOf) : leaf);
    }

    /** Whether every time in the expression can be told in microseconds of 64 bits, as of that time. */
    static boolean canTell(BoundExpression expression, long asOf) {
        boolean[] tellable = {true};
        Leaves.forEach(expression, leaf -> {
            if (leaf instanceof BoundExpression.AsOf moving) {
                long sum = asOf + moving.shift();
                tellable[0] &= ((asOf ^ sum) & (moving.shift() ^ sum)) >= 0;
            }
        });
        return tellable[0];
    }
}
