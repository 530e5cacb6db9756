/** Why a cell of a matrix is what it is: the events and the intermediate values that made it. */
package io.millrace.core.why;
