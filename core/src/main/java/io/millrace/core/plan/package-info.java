/** From feature set to executable plan: binding, types, sharing, and what it means in words. */
package io.millrace.core.plan;
