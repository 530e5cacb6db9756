/** From feature set to executable plan: binding, types, sharing, and the plan as SQL. */
package io.millrace.core.plan;
