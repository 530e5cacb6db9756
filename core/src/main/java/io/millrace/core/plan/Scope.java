package io.millrace.core.plan;

import io.millrace.core.feature.Expression;

/** What names and aggregations mean where an expression stands. */
interface Scope {
    Term resolve(Expression.Name name, Reporter reporter);

    Term aggregate(Expression.Call call, AggregationSignature signature, Reporter reporter);

    /** What can be called by name. */
    Functions functions();
}
