package io.millrace.core.plan;

import io.millrace.core.feature.Definition;
import io.millrace.core.feature.Expression;
import java.util.Optional;

/**
 * A definition after {@code for}: one name, every parameter in its place.
 *
 * @param expression empty where a value of {@code for} does not fit, which is reported
 * @param written the definition that it comes from
 * @param feature whether it is a column of the matrix
 */
record Expanded(String name, Optional<Expression> expression, Definition written, boolean feature) {}
