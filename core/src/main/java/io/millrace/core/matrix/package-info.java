/** What a finished table looks like: profiles of its columns and their correlations. */
package io.millrace.core.matrix;
